//! Looks a page over: by axe-core, for what stands over the edge or is cut off, for lists without an
//! end, for motion that nobody asked for, and for errors in the console.

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::people::{Person, WIDER_THAN_THE_WINDOW};

/// How many rows of one list a page may hold (the rest comes as one scrolls).
const MOST_ROWS: u64 = 60;

impl Person {
    /// What is wrong with the page on screen, in words; empty when nothing is.
    ///
    /// # Errors
    /// When the page cannot be asked.
    pub async fn faults_of_page(&self) -> Result<Vec<String>> {
        let mut faults = Vec::new();
        let wide = self.ask(WIDER_THAN_THE_WINDOW).await?;
        if wide != json!([]) {
            faults.push(format!("over the edge: {wide}"));
        }
        let cut = self.ask(CUT_OFF).await?;
        if cut != json!([]) {
            faults.push(format!("cut off: {cut}"));
        }
        let moving = self.ask(MOVING).await?;
        if moving != json!([]) {
            faults.push(format!("moves where little motion is asked for: {moving}"));
        }
        let rows = self.ask(LONGEST_LIST).await?;
        if rows["count"].as_u64().unwrap_or_default() > MOST_ROWS {
            faults.push(format!("{} × {} at once", rows["count"], rows["id"]));
        }
        let heard = self.console_errors().await?;
        faults.extend(heard.into_iter().map(|message| format!("console: {message}")));
        Ok(faults)
    }

    /// The interface's own words that are still Russian when it speaks another language; what
    /// people wrote is theirs.
    ///
    /// # Errors
    /// When the page cannot be asked.
    pub async fn words_in_russian(&self) -> Result<Vec<String>> {
        let found = self.ask(IN_RUSSIAN).await?;
        let found = found.as_array().context("a list")?;
        Ok(found.iter().map(|words| format!("in Russian: {words}")).collect())
    }

    /// What axe-core calls serious or critical on the page on screen.
    ///
    /// # Errors
    /// When axe-core is not installed or the page cannot be asked.
    pub async fn barriers(&self) -> Result<Vec<String>> {
        if self.ask("return typeof axe;").await? == "undefined" {
            self.ask(&axe_source()?).await?;
        }
        let found = self.ask_later(RUN_AXE).await?;
        let found = found.as_array().context("axe-core answers with a list")?;
        Ok(found.iter().map(barrier).collect())
    }
}

fn barrier(found: &Value) -> String {
    let text = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
    format!("axe {}: {} at {}", text("id"), text("help"), text("where"))
}

/// axe-core as set-up installed it, beside the tools on PATH.
fn axe_source() -> Result<String> {
    const FILE: &str = "axe-core/axe.min.js";
    let path = std::env::var_os("PATH").unwrap_or_default();
    let beside = |tools: PathBuf| {
        [tools.join("..").join(FILE), tools.join("../npm/node_modules").join(FILE)]
    };
    let found = std::env::split_paths(&path).flat_map(beside).find(|file| file.is_file());
    let file = found.context("axe-core is not installed; `cargo xtask setup` installs it")?;
    std::fs::read_to_string(&file).with_context(|| file.display().to_string())
}

const RUN_AXE: &str = r"
    const done = arguments[arguments.length - 1];
    const options = { resultTypes: ['violations'], elementRef: false };
    axe.run(document, options).then(({ violations }) => done(violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, help, nodes }) => ({
            id, help,
            where: nodes.slice(0, 5).map(node => node.target.join(' ') + ' ' +
                (node.any[0]?.message ?? node.failureSummary ?? '')).join('; '),
        }))), error => done([{ id: 'failed', help: String(error), where: location.pathname }]));";

/// Words that a box hides or lets stick out. Previews of longer texts say so by «…»: names of
/// buttons, tabs and headings are no previews.
const CUT_OFF: &str = r"
    const whole = 'h1, h2, h3, legend, label, .button, .nav__item, .status, .trade-label, dd, dt';
    const box = '.card, .button, .radio-card, .order-card, .nav__item, .banner, .notice';
    const words = element => {
        const all = [], texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            const parent = text.parentElement;
            const silent = parent.closest('.visually-hidden, .field--compact .field__label');
            const range = document.createRange();
            range.selectNodeContents(text);
            if (text.data.trim() && !silent && getComputedStyle(parent).clipPath === 'none')
                all.push(range.getBoundingClientRect());
        }
        return all;
    };
    return [...document.querySelectorAll('body *')].filter(element => {
        const { clientWidth, scrollWidth, clientHeight, scrollHeight } = element;
        const wide = scrollWidth > clientWidth + 1, high = scrollHeight > clientHeight + 2;
        if (!clientWidth || !(wide || high) || !element.innerText) return false;
        const style = getComputedStyle(element);
        const hides = axis => ['hidden', 'clip'].includes(style['overflow' + axis]);
        if (style.textOverflow === 'ellipsis')
            return wide && hides('X') && element.closest(whole) !== null;
        if (style.webkitLineClamp !== 'none' || style.clipPath !== 'none') return false;
        const { right, bottom } = element.getBoundingClientRect();
        return wide && (hides('X') || element.matches(box))
            && words(element).some(word => word.right > right + 1)
            || high && hides('Y') && words(element).some(word => word.bottom > bottom + 2);
    }).map(element => element.className + ' «' + element.innerText.slice(0, 30) + '»').slice(0, 6);";

const IN_RUSSIAN: &str = r"
    const own = 'h1, legend, dt, .nav__label, .tabs__tab, .status, .field__label, .field__hint,'
        + '.button, .empty, .timeline__label, .kinds__name, .section-header h2, .trade-label,'
        + '.told .row__title, .order__advice, .facts dd:first-child time, .stepper__label';
    const words = [...document.querySelectorAll(own)]
        .filter(element => !element.closest('[data-testid^=language-], .languages'))
        .map(element => element.innerText);
    const asked = [...document.querySelectorAll('[placeholder]')].map(field => field.placeholder);
    return [...words, ...asked].filter(text => /[а-яё]/i.test(text)).slice(0, 6);";

/// What takes its time although the person asked for little motion.
const MOVING: &str = r"
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) return [];
    const slow = times => times.split(',').some(time => parseFloat(time) > 0.001);
    return [...document.querySelectorAll('body, body *')].filter(element => {
        const style = getComputedStyle(element);
        return slow(style.animationDuration) || slow(style.transitionDuration)
            || style.scrollBehavior === 'smooth';
    }).map(element => element.className).slice(0, 5);";

const LONGEST_LIST: &str = r"
    const counts = {};
    for (const { dataset } of document.querySelectorAll('[data-testid]'))
        counts[dataset.testid] = (counts[dataset.testid] ?? 0) + 1;
    const [id, count] = Object.entries(counts).reduce((a, b) => b[1] > a[1] ? b : a, ['', 0]);
    return { id, count };";
