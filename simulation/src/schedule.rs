//! What a seed stands for: who does what when, and what breaks. Pure data, so that a failure can be
//! printed and read.

use std::time::Duration;

use montaj_domain::ambient::Entropy;
use montaj_testkit::{Fault, SeededEntropy, proxy::Toward};

use crate::deed::Deed;

/// How many things happen in one run.
const STEPS: u64 = 56;

/// One thing that happens, after a wait.
#[derive(Debug, Clone)]
pub struct Happening {
    pub wait: Duration,
    pub what: What,
}

#[derive(Debug, Clone)]
pub enum What {
    /// `pick` chooses among what the device shows by then.
    Deed {
        seat: usize,
        deed: Deed,
        pick: u64,
    },
    Weather {
        seat: usize,
        fault: Fault,
    },
    /// The server dies and comes back after a while.
    KillServer {
        down: Duration,
    },
    /// The server is stopped softly and comes back after a while.
    RestartServer {
        down: Duration,
    },
    /// It comes up again at once, or when somebody thinks of it.
    KillDevice {
        seat: usize,
        at_once: bool,
    },
    BootDevice {
        seat: usize,
    },
    /// A device's clock goes wrong, by so many minutes forward or back.
    MoveClock {
        seat: usize,
        minutes: u64,
        back: bool,
    },
    /// So many minutes pass for everybody: tokens age.
    Pass {
        minutes: u64,
    },
}

/// The schedule of a seed, for `seats` devices.
pub fn of_seed(seed: u64, seats: usize) -> Vec<Happening> {
    let entropy = SeededEntropy::new(seed);
    let chance = Chance { entropy: &entropy, seats };
    (0..STEPS).map(|_| chance.happening()).collect()
}

struct Chance<'a> {
    entropy: &'a dyn Entropy,
    seats: usize,
}

/// Deeds and how often each comes up.
const DEEDS: [(u64, Deed); 18] = [
    (42, Deed::Say),
    (16, Deed::Edit),
    (5, Deed::Delete),
    (14, Deed::Read),
    (4, Deed::ReadNotifications),
    (4, Deed::Type),
    (3, Deed::Draft),
    (5, Deed::Post),
    (9, Deed::Respond),
    (11, Deed::Select),
    (2, Deed::Cancel),
    (8, Deed::Start),
    (6, Deed::Refuse),
    (6, Deed::Complete),
    (4, Deed::Close),
    (4, Deed::Resolve),
    (2, Deed::EndOtherSession),
    (3, Deed::SignIn),
];

impl Chance<'_> {
    fn happening(&self) -> Happening {
        let wait = if self.below(4) == 0 { self.millis(40) } else { self.millis(6) };
        let seat = self.seat();
        let what = match self.below(100) {
            0..66 => What::Deed { seat, deed: self.deed(), pick: self.below(u64::MAX) },
            66..82 => What::Weather { seat, fault: self.fault() },
            82..87 => What::Weather { seat, fault: Fault::Pass },
            87..90 => What::KillServer { down: self.millis(60) },
            90..91 => What::RestartServer { down: self.millis(60) },
            91..95 => What::KillDevice { seat, at_once: self.below(3) > 0 },
            95..97 => What::BootDevice { seat },
            97..99 => What::MoveClock { seat, minutes: self.below(61), back: self.below(2) == 0 },
            _ => What::Pass { minutes: 5 + self.below(20) },
        };
        Happening { wait, what }
    }

    fn deed(&self) -> Deed {
        let total = DEEDS.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(total);
        for (weight, deed) in DEEDS {
            if left < weight {
                return deed;
            }
            left -= weight;
        }
        Deed::Say
    }

    fn fault(&self) -> Fault {
        let toward = if self.below(2) == 0 { Toward::Client } else { Toward::Server };
        let request = String::new();
        match self.below(12) {
            0 | 1 => Fault::Cut,
            2 => Fault::Stall,
            3 => Fault::BlockWebSockets,
            4 => Fault::Delay(self.millis(60)),
            5 => Fault::Bandwidth { bytes_per_second: 4_000 + self.below_u32(40_000) },
            6 => Fault::Flapping { up: self.millis(80), down: self.millis(80) },
            7 => Fault::HalfOpen { toward: (self.below(2) == 0).then_some(toward) },
            8 => Fault::DropRequest { request },
            9 => Fault::DropAnswer { request },
            10 => Fault::Duplicate { request },
            _ => Fault::CutAfter { bytes: 1 + self.below(900), toward },
        }
    }

    fn seat(&self) -> usize {
        let seats = u64::try_from(self.seats).unwrap_or(u64::MAX);
        usize::try_from(self.below(seats)).unwrap_or(0)
    }

    fn millis(&self, most: u64) -> Duration {
        Duration::from_millis(1 + self.below(most))
    }

    fn below(&self, bound: u64) -> u64 {
        self.entropy.below(bound)
    }

    fn below_u32(&self, bound: u32) -> u32 {
        u32::try_from(self.below(bound.into())).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_one_schedule_and_another_seed_another() {
        let shown = |seed| format!("{:?}", of_seed(seed, 7));
        assert_eq!(shown(7), shown(7));
        assert_ne!(shown(7), shown(8));
    }
}
