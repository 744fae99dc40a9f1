//! What hangs on the desktop's board of pop-ups: the newest few, by number, each with the page it
//! opens and what keeps it there.

use std::collections::VecDeque;

use super::subject::Subject;

/// Older ones stay on screen, only their click does nothing any more: nobody has so many before them.
const REMEMBERED: usize = 32;

/// Pop-ups, the newest last. `H` is what keeps one on screen: some desktops take a pop-up down when
/// the connection closes that it came by.
#[derive(Debug)]
pub struct Board<H> {
    known: VecDeque<Known<H>>,
}

#[derive(Debug)]
struct Known<H> {
    id: u32,
    tag: String,
    route: String,
    subject: Option<Subject>,
    /// Empty when it is gone. Of one in another's place also that of the other.
    kept_by: Vec<H>,
}

impl<H> Default for Board<H> {
    fn default() -> Self {
        Self { known: VecDeque::new() }
    }
}

impl<H> Board<H> {
    /// The number of the pop-up on screen that bears `tag`.
    pub fn with_tag(&self, tag: &str) -> Option<u32> {
        self.on_screen().find(|known| known.tag == tag).map(|known| known.id)
    }

    /// The subjects on screen.
    pub fn subjects(&self) -> Vec<Subject> {
        self.on_screen().filter_map(|known| known.subject).collect()
    }

    /// One more is on screen; if its number is that of another, it has that one's place.
    pub fn put(&mut self, id: u32, tag: String, route: String, handle: H) {
        let mut kept_by = self.gone(id);
        kept_by.push(handle);
        if self.known.len() >= REMEMBERED {
            self.known.pop_front();
        }
        let subject = Subject::of(&route);
        self.known.push_back(Known { id, tag, route, subject, kept_by });
    }

    /// It is not on screen any more: what kept it.
    pub fn gone(&mut self, id: u32) -> Vec<H> {
        let mut on_screen = self.known.iter_mut().filter(|known| known.is_on_screen());
        on_screen.find(|known| known.id == id).map(Known::take).unwrap_or_default()
    }

    /// The same for all of a subject: what kept each of them.
    pub fn read(&mut self, subject: Subject) -> Vec<Vec<H>> {
        let of_subject =
            |known: &&mut Known<H>| known.is_on_screen() && known.subject == Some(subject);
        self.known.iter_mut().filter(of_subject).map(Known::take).collect()
    }

    /// The page that a press on this pop-up opens.
    pub fn pressed(&self, id: u32) -> Option<String> {
        self.on_screen().find(|known| known.id == id).map(|known| known.route.clone())
    }

    /// The page of what was written into this one, which may have closed just before.
    pub fn written_into(&self, id: u32) -> Option<String> {
        self.known.iter().rev().find(|known| known.id == id).map(|known| known.route.clone())
    }

    fn on_screen(&self) -> impl Iterator<Item = &Known<H>> {
        self.known.iter().rev().filter(|known| known.is_on_screen())
    }
}

impl<H> Known<H> {
    fn is_on_screen(&self) -> bool {
        !self.kept_by.is_empty()
    }

    fn take(&mut self) -> Vec<H> {
        std::mem::take(&mut self.kept_by)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHAT: &str = "/orders/019a0000-0000-7000-8000-000000000001/chat";
    const ORDER: &str = "/orders/019a0000-0000-7000-8000-000000000001";

    fn board(pop_ups: &[(u32, &str, &str)]) -> Board<u32> {
        let mut board = Board::default();
        for (handle, (id, tag, route)) in (0..).zip(pop_ups) {
            board.put(*id, (*tag).to_owned(), (*route).to_owned(), handle);
        }
        board
    }

    #[test]
    fn a_press_opens_the_page_while_the_pop_up_is_on_screen() {
        let mut board = board(&[(7, "chat", CHAT), (8, "order", ORDER)]);
        assert_eq!(board.pressed(7).as_deref(), Some(CHAT));
        assert_eq!(board.gone(7), [0]);
        assert_eq!((board.pressed(7), board.with_tag("chat")), (None, None));
        assert_eq!(board.pressed(8).as_deref(), Some(ORDER));
    }

    #[test]
    fn what_was_written_into_one_is_heard_after_it_closed() {
        let mut board = board(&[(7, "chat", CHAT)]);
        board.gone(7);
        assert_eq!(board.written_into(7).as_deref(), Some(CHAT));
        assert_eq!(board.written_into(9), None);
    }

    #[test]
    fn one_in_anothers_place_keeps_what_kept_that() {
        let mut board = board(&[(7, "chat", CHAT), (7, "chat", ORDER)]);
        assert_eq!(board.with_tag("chat"), Some(7));
        assert_eq!(board.pressed(7).as_deref(), Some(ORDER));
        assert_eq!(board.subjects().len(), 1);
        assert_eq!(board.gone(7), [0, 1]);
    }

    #[test]
    fn all_of_a_subject_go_when_it_was_read() {
        let mut board = board(&[(1, "told", ORDER), (2, "refused", ORDER), (3, "chat", CHAT)]);
        let order = Subject::of(ORDER).unwrap();
        assert_eq!(board.read(order), [[0], [1]]);
        assert_eq!(board.read(order), Vec::<Vec<u32>>::new());
        assert_eq!(board.with_tag("chat"), Some(3));
    }

    #[test]
    fn only_the_newest_are_remembered() {
        let mut board = Board::default();
        for id in 0..100 {
            board.put(id, id.to_string(), CHAT.to_owned(), ());
        }
        assert_eq!(board.known.len(), REMEMBERED);
        assert!(board.pressed(99).is_some() && board.pressed(0).is_none());
    }
}
