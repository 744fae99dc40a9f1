//! Who can log in to the demo data, and how.

use super::{
    DemoError,
    data::{Data, PersonData},
    ids::Named,
};
use crate::passwords::{PasswordError, Passwords};

/// The password of everybody in the demo data.
pub const PASSWORD: &str = "montaj-demo";

/// The same on every machine: the salt follows from a name, too.
pub(super) async fn password_hash() -> Result<String, PasswordError> {
    Passwords::default().hash(PASSWORD, &Named("password salt")).await
}

/// The demo logins as lines of a table: role, name, city, phone, password.
pub fn table() -> Result<String, DemoError> {
    let people = Data::load()?.people;
    let mut rows = vec![row("администратор", &people.admin)];
    rows.extend(people.customers.iter().map(|customer| row("заказчик", customer)));
    rows.extend(people.executors.iter().map(|executor| {
        let awaits = executor.status.is_some();
        row(
            if awaits {
                "исполнитель (ждёт проверки)"
            } else {
                "исполнитель"
            },
            &executor.person,
        )
    }));
    let widths: [usize; 4] = std::array::from_fn(|column| {
        rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0)
    });
    let lines = rows.iter().map(|row| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}  "));
        format!("{}{PASSWORD}\n", cells.collect::<String>())
    });
    Ok(lines.collect())
}

fn row(role: &str, person: &PersonData) -> [String; 4] {
    [role.to_owned(), person.name.clone(), person.city.clone(), person.phone.clone()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_everybody_in_aligned_columns() {
        let table = table().unwrap();
        assert_eq!(table.lines().count(), 10);
        assert!(table.lines().all(|line| line.ends_with(PASSWORD)));
        let widths: Vec<_> = table.lines().map(|line| line.chars().count()).collect();
        assert!(widths.iter().all(|width| *width == widths[0]), "{table}");
    }
}
