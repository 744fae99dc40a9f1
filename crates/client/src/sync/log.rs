//! The order of the log: what of the arrived is next, what is known, and whether some is missing.

use montaj_wire::event::ArrivedEvent;

/// What to do with arrived events.
#[derive(Debug, PartialEq)]
pub(super) struct Plan {
    /// To store, in order and without gaps after the cursor.
    pub(super) next: Vec<ArrivedEvent>,
    /// The cursor once they are stored.
    pub(super) cursor: i64,
    /// Whether events between these and later ones are missing here.
    pub(super) gap: bool,
}

/// Plans what follows `cursor`: events known already are passed over, and nothing after a gap is
/// taken, since it will come again in order.
pub(super) fn plan(cursor: i64, arrived: Vec<ArrivedEvent>) -> Plan {
    let mut plan = Plan { next: Vec::new(), cursor, gap: false };
    for event in arrived {
        let seq = event.seq();
        if seq == plan.cursor + 1 {
            plan.cursor = seq;
            plan.next.push(event);
        } else if seq > plan.cursor {
            plan.gap = true;
            break;
        }
    }
    plan
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duplicates_are_passed_over_and_nothing_is_taken_after_a_gap() {
        let table: [(&[i64], &[i64], bool); 6] = [
            (&[], &[], false),
            (&[6, 7], &[6, 7], false),
            (&[4, 5, 6], &[6], false),
            (&[6, 6, 7, 6], &[6, 7], false),
            (&[7, 8], &[], true),
            (&[6, 8, 7], &[6], true),
        ];
        for (arrived, next, gap) in table {
            let unknown = |seqs: &[i64]| {
                seqs.iter().map(|&seq| ArrivedEvent::Unknown { seq }).collect::<Vec<_>>()
            };
            let cursor = next.last().copied().unwrap_or(5);
            let expected = Plan { next: unknown(next), cursor, gap };
            assert_eq!(plan(5, unknown(arrived)), expected, "{arrived:?}");
        }
    }
}
