//! The replica's file is damaged: it is made anew, and what only this device knew is kept.

use std::{fs, path::Path};

use montaj_client::views::DraftKey;
use montaj_testkit::house::{Device, Home, Shut};
use serde_json::json;

use crate::scene::{Scene, Step, Way, marks, numbered, refs};

const PAGE: usize = 4096;

/// What Boris's device is worth when its file is spoiled: a queue, a draft, much that is derived.
struct Worth {
    scene: Scene,
    texts: Vec<String>,
}

impl Worth {
    async fn new(way: Way) -> Self {
        let scene = Scene::set(Home::File, way).await;
        let texts = numbered("Раньше", 120);
        scene.anna.say_all(scene.order_id, &texts).await;
        scene.boris.until_texts(scene.order_id, &refs(&texts)).await;
        let Scene { boris, order_id, .. } = &scene;
        boris.go_offline().await;
        boris.say(*order_id, "Ждёт в исходящих").await;
        Step::Start.take(boris, *order_id).await;
        let draft = Some(json!("не отправлено"));
        boris.engine.save_draft(DraftKey::Chat(*order_id), draft).await.unwrap();
        Self { scene, texts }
    }

    /// Spoils the file while the program does not run, and starts it.
    async fn spoiled(self, spoil: impl FnOnce(&Shut)) -> Self {
        let Self { scene, texts } = self;
        let shut = scene.boris.shut().await;
        spoil(&shut);
        Self { scene: Scene { boris: shut.start().await, ..scene }, texts }
    }

    async fn everything_is_there_again(&self) {
        let Self { scene: Scene { house, anna, boris, order_id }, texts } = self;
        // Without network: what only this device knew is here.
        until_readable(boris).await;
        assert_eq!(boris.engine.pending().await.unwrap().len(), 2);
        let draft = boris.engine.draft(DraftKey::Chat(*order_id)).await.unwrap();
        assert_eq!(draft, Some(json!("не отправлено")));
        boris.proxy.clear();
        let agreement = house.agreement(*order_id).marks(&marks(&[Step::Start]));
        agreement.said(anna, texts).said(boris, &["Ждёт в исходящих"]).check().await;
    }
}

/// Reads everything that there may be, as the pages of the interface do.
async fn until_readable(device: &Device) {
    device
        .until("readable", async |engine| {
            engine.my_orders().await.ok()?;
            engine.unread().await.ok()?;
            engine.notifications(100).await.ok()?;
            engine.connection().await.ok().map(drop)
        })
        .await;
}

/// Fills each page of the file that holds `marker` with nonsense; says how many.
fn spoil_pages(path: &Path, marker: &str) -> usize {
    let mut file = fs::read(path).unwrap();
    let mut spoiled = 0;
    for page in file.chunks_mut(PAGE) {
        if page.windows(marker.len()).any(|window| window == marker.as_bytes()) {
            page.fill(0xa5);
            spoiled += 1;
        }
    }
    fs::write(path, file).unwrap();
    spoiled
}

#[tokio::test]
async fn spoiled_messages_come_again_and_the_queue_goes_by_socket() {
    let worth = Worth::new(Way::Socket).await;
    let worth = worth.spoiled(|shut| assert!(spoil_pages(&shut.file(""), "Раньше") > 3)).await;
    let texts = worth.scene.boris.texts(worth.scene.order_id).await;
    assert!(texts.is_empty(), "what is spoiled is not shown: {texts:?}");
    worth.everything_is_there_again().await;
}

#[tokio::test]
async fn a_file_that_lost_its_second_half_is_made_anew_and_the_queue_goes_by_rest() {
    let worth = Worth::new(Way::Rest).await;
    let worth = worth
        .spoiled(|shut| {
            let file = fs::OpenOptions::new().write(true).open(shut.file("")).unwrap();
            let pages = file.metadata().unwrap().len() / PAGE as u64;
            assert!(pages > 20, "{pages} pages");
            file.set_len((pages * 3 / 4) * PAGE as u64).unwrap();
        })
        .await;
    worth.everything_is_there_again().await;
}

#[tokio::test]
async fn a_view_that_makes_no_sense_is_fetched_again() {
    let worth = Worth::new(Way::Socket).await;
    let worth = worth
        .spoiled(|shut| {
            let mut file = fs::read(shut.file("")).unwrap();
            let name = b"\"orderNumber\"";
            let found: Vec<_> =
                (0..file.len() - name.len()).filter(|at| file[*at..].starts_with(name)).collect();
            assert!(!found.is_empty());
            for at in found {
                file[at + 1] = b'x';
            }
            fs::write(shut.file(""), file).unwrap();
        })
        .await;
    worth.everything_is_there_again().await;
}

#[tokio::test]
async fn a_rescue_that_was_killed_before_its_last_step_is_finished() {
    let worth = Worth::new(Way::Rest).await;
    let worth = worth
        .spoiled(|shut| {
            // As it stands between the making of the new file and its taking the old one's place.
            fs::rename(shut.file(""), shut.file(".rescued")).unwrap();
            fs::write(shut.file(""), [0xa5; 3 * PAGE]).unwrap();
            fs::write(shut.file("-wal"), [0xa5; PAGE]).unwrap();
        })
        .await;
    worth.everything_is_there_again().await;
}

#[tokio::test]
async fn a_file_that_is_no_database_at_all_is_made_anew() {
    let scene = Scene::set(Home::File, Way::Socket).await;
    scene.anna.say(scene.order_id, "Раньше").await;
    scene.boris.say(scene.order_id, "Ответ").await;
    scene.boris.until_sent().await;
    let shut = scene.boris.shut().await;
    fs::write(shut.file(""), "это не база".repeat(5000)).unwrap();
    let scene = Scene { boris: shut.start().await, ..scene };
    // The keyring still knows whose device this is.
    scene.agree(&["Раньше"], &["Ответ"]).await;
}
