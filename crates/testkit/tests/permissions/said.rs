//! What was said in the chat of an order, so that operations on a message are about a real one.

use std::collections::BTreeMap;

use montaj_domain::ids::{MessageId, OrderId};

use crate::cast::{Cast, Person, State, Step, path_to};

/// Whose message, and to whom. In the table it stands for the id: `{id=former}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// There is no such message.
    Nothing,
    /// The owner's, to the one who was selected first.
    OwnerToFormer,
    Former,
    /// The owner's, to the one who is selected now.
    Owner,
    Assigned,
}

impl Line {
    pub const ALL: [Self; 5] =
        [Self::Nothing, Self::OwnerToFormer, Self::Former, Self::Owner, Self::Assigned];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::OwnerToFormer => "owner-to-former",
            Self::Former => "former",
            Self::Owner => "owner",
            Self::Assigned => "assigned",
        }
    }

    /// How the table asks about this message.
    pub fn in_place_of_id(self) -> String {
        format!("{{id={}}}", self.name())
    }
}

/// An order to ask about.
#[derive(Debug, Clone)]
pub struct Subject {
    pub order: OrderId,
    said: BTreeMap<Line, MessageId>,
}

impl Subject {
    /// An order of whose chat nothing is known.
    pub const fn of(order: OrderId) -> Self {
        Self { order, said: BTreeMap::new() }
    }

    /// The message, or one that never was, if nobody could say it.
    pub fn message(&self, cast: &Cast, line: Line) -> MessageId {
        let nowhere = || cast.actor(Person::Owner).message("").id;
        self.said.get(&line).copied().unwrap_or_else(nowhere)
    }
}

impl Cast {
    /// A fresh order in that state, in whose chat everybody said something who ever could.
    pub async fn talked_over(&self, state: State) -> Subject {
        let order = self.posted().await;
        let mut said = BTreeMap::new();
        for step in path_to(state) {
            self.take(*step, order).await;
            let lines = match step {
                Step::SelectFirst => {
                    [(Line::OwnerToFormer, Person::Owner), (Line::Former, Person::Former)]
                }
                Step::SelectSecond => {
                    [(Line::Owner, Person::Owner), (Line::Assigned, Person::Assigned)]
                }
                _ => continue,
            };
            for (line, by) in lines {
                let words = format!("Слова: {}", line.name());
                let message = self.actor(by).say(order, &words).await.ok().message;
                said.insert(line, message.id);
            }
        }
        Subject { order, said }
    }
}
