//! The promise of the product, as one assertion: nothing lost, nothing twice, one order of messages
//! on every device, ticks and counters right, and the devices at one with the server.

use std::collections::HashSet;

use montaj_domain::{
    chat::MessageKind,
    ids::{OrderId, UserId},
};

use super::{
    Device, House, PATIENCE,
    truth::{Line, Sight},
};
use crate::eventually;

/// What must be so once everything has come to rest. [`Agreement::check`] waits for it.
#[derive(Debug)]
#[must_use = "check() it"]
pub struct Agreement<'a> {
    house: &'a House,
    order_id: OrderId,
    people: Vec<Person<'a>>,
    /// What people wrote who no longer have the chat.
    former: Vec<(UserId, Vec<String>)>,
    marks: Option<Vec<MessageKind>>,
}

#[derive(Debug)]
struct Person<'a> {
    me: Option<UserId>,
    /// Each device with what was written on it, in the order of the writing.
    devices: Vec<(&'a Device, Vec<String>)>,
    has_read: bool,
}

impl<'a> Agreement<'a> {
    pub(super) const fn new(house: &'a House, order_id: OrderId) -> Self {
        Self { house, order_id, people: Vec::new(), former: Vec::new(), marks: None }
    }

    /// A person of the chat, with a device and all that was written on it.
    pub fn said(mut self, device: &'a Device, texts: &[impl AsRef<str>]) -> Self {
        let devices = vec![(device, owned(texts))];
        self.people.push(Person { me: None, devices, has_read: false });
        self
    }

    /// A further device of the person named last.
    ///
    /// # Panics
    /// Nobody was named yet.
    pub fn and_on(mut self, device: &'a Device, texts: &[impl AsRef<str>]) -> Self {
        let Some(person) = self.people.last_mut() else { panic!("whose is {}?", device.name) };
        person.devices.push((device, owned(texts)));
        self
    }

    /// The person named last has read all that the others wrote, and has no unread counter left.
    ///
    /// # Panics
    /// Nobody was named yet.
    pub fn and_read_all(mut self) -> Self {
        let Some(person) = self.people.last_mut() else { panic!("who has read?") };
        person.has_read = true;
        self
    }

    /// What somebody wrote who has lost the chat since.
    pub fn formerly(mut self, by: UserId, texts: &[impl AsRef<str>]) -> Self {
        self.former.push((by, owned(texts)));
        self
    }

    /// The system lines of the whole chat, in order (PRODUCT 5.5): each step happened once.
    pub fn marks(mut self, kinds: &[MessageKind]) -> Self {
        self.marks = Some(kinds.to_vec());
        self
    }

    /// Waits until all of it is so.
    ///
    /// # Panics
    /// It does not become so; the message tells who differs from whom in what.
    pub async fn check(mut self) {
        for person in &mut self.people {
            let me = person.devices[0].0.me().await;
            person.me = Some(me);
        }
        eventually(PATIENCE, async || self.verdict().await).await;
    }

    async fn verdict(&self) -> Result<(), String> {
        let mut whole: Option<Vec<Line>> = None;
        for person in &self.people {
            let name = &person.devices[0].0.name;
            let truth = self.house.truth(person.devices[0].0, self.order_id).await;
            self.judge_log(name, &truth)?;
            self.judge_ticks(name, person, &truth)?;
            match &whole {
                Some(whole) => one_order(name, &truth.lines, whole)?,
                // The customer, who is named first, sees all of it.
                None => self.judge_texts(name, &truth.lines)?,
            }
            for (device, _) in &person.devices {
                let sight = device.sight(self.order_id).await?;
                compare(&device.name, &sight, &truth)?;
            }
            whole.get_or_insert(truth.lines);
        }
        Ok(())
    }

    /// One order, without holes and doubles.
    fn judge_log(&self, name: &str, truth: &Sight) -> Result<(), String> {
        let seqs: Vec<i64> = truth.lines.iter().map(|line| line.seq).collect();
        if seqs.windows(2).any(|pair| pair[1] != pair[0] + 1) {
            return Err(format!("the chat of {name} has holes: {seqs:?}"));
        }
        let ids: HashSet<_> = truth.lines.iter().map(|line| line.id).collect();
        if ids.len() != truth.lines.len() {
            return Err(format!("{name} sees a message twice"));
        }
        if let Some(marks) = self.marks.as_ref().filter(|_| seqs.first() == Some(&1)) {
            let found = truth.lines.iter().filter(|line| line.sender.is_none());
            let found: Vec<_> = found.map(|line| line.kind).collect();
            let expected: Vec<_> = marks.iter().map(|kind| kind.as_str()).collect();
            if found != expected {
                return Err(format!("{name}: what happened is {found:?}, not {expected:?}"));
            }
        }
        Ok(())
    }

    /// Everybody's texts are there, once, in the order in which each device wrote them.
    fn judge_texts(&self, name: &str, lines: &[Line]) -> Result<(), String> {
        let written = |by: UserId| {
            let lines = lines.iter().filter(move |line| line.sender == Some(by));
            lines.map(|line| line.content.as_str()).collect::<Vec<_>>()
        };
        let mut expected = 0;
        for person in &self.people {
            let Some(me) = person.me else { continue };
            let found = written(me);
            for (device, texts) in &person.devices {
                let texts: Vec<_> = texts.iter().map(String::as_str).collect();
                let among: HashSet<_> = texts.iter().copied().collect();
                let found = found.iter().copied().filter(|text| among.contains(text));
                same(name, &device.name, &found.collect::<Vec<_>>(), &texts)?;
                expected += texts.len();
            }
        }
        if lines.first().is_none_or(|line| line.seq != 1) {
            return Err(format!("{name} does not see the chat from its start"));
        }
        for (by, texts) in &self.former {
            let texts: Vec<_> = texts.iter().map(String::as_str).collect();
            same(name, "who was here before", &written(*by), &texts)?;
            expected += texts.len();
        }
        let found = lines.iter().filter(|line| line.sender.is_some()).count();
        if found == expected {
            Ok(())
        } else {
            Err(format!("{name} sees {found} texts, {expected} were written"))
        }
    }

    /// With everybody here, all is delivered; counters follow from what is read.
    fn judge_ticks(&self, name: &str, person: &Person<'_>, truth: &Sight) -> Result<(), String> {
        let lines = &truth.lines;
        let alone = self.people.len() < 2;
        if let Some(line) = lines.iter().find(|line| line.delivered == Some(false) && !alone) {
            return Err(format!("«{}» of {name} has not been delivered", line.content));
        }
        let is_unread = |line: &&Line| line.sender != person.me && line.read == Some(false);
        let unread = lines.iter().filter(is_unread).count();
        if usize::try_from(truth.unread) != Ok(unread) {
            return Err(format!(
                "the server counts {} unread of {name}, not {unread}",
                truth.unread
            ));
        }
        if person.has_read && unread > 0 {
            return Err(format!("{name} has not read {unread}"));
        }
        Ok(())
    }
}

/// What one person sees stands as it is in the other's view, to its end.
fn one_order(name: &str, lines: &[Line], whole: &[Line]) -> Result<(), String> {
    let skipped = whole.len().saturating_sub(lines.len());
    let key = |line: &Line| (line.seq, line.id, line.sender, line.content.clone(), line.answers);
    let differs = lines.iter().zip(&whole[skipped..]).find(|(one, other)| key(one) != key(other));
    match differs {
        Some((one, other)) => Err(format!("{name} sees {one:?} where the other sees {other:?}")),
        None if lines.len() > whole.len() => Err(format!("{name} sees more than the other")),
        None => Ok(()),
    }
}

fn owned(texts: &[impl AsRef<str>]) -> Vec<String> {
    texts.iter().map(|text| text.as_ref().to_owned()).collect()
}

fn same(name: &str, by: &str, found: &[&str], expected: &[&str]) -> Result<(), String> {
    if found == expected {
        return Ok(());
    }
    let at = found.iter().zip(expected).take_while(|(found, expected)| found == expected).count();
    let (found, expected) = (found.get(at), expected.get(at));
    Err(format!("{name} sees of {by} at {at} {found:?}, not {expected:?}"))
}

fn compare(name: &str, sight: &Sight, truth: &Sight) -> Result<(), String> {
    let differ = |what: &str, here: &dyn std::fmt::Debug, there: &dyn std::fmt::Debug| {
        Err(format!("{what} on {name}: {here:?}, on the server: {there:?}"))
    };
    if sight.order != truth.order {
        return differ("the order", &sight.order, &truth.order);
    }
    let first = sight.lines.iter().zip(&truth.lines).find(|(here, there)| here != there);
    if let Some((here, there)) = first {
        return differ("a line", here, there);
    }
    if sight.lines.len() != truth.lines.len() {
        return differ("the number of lines", &sight.lines.len(), &truth.lines.len());
    }
    if sight.unread != truth.unread {
        return differ("unread", &sight.unread, &truth.unread);
    }
    if sight.notifications != truth.notifications {
        return differ("notifications", &sight.notifications, &truth.notifications);
    }
    Ok(())
}
