//! A CSV file as cells that know where they stand, so that one can be changed and no other byte.

use csv_core::{ReadFieldResult, Reader};
use std::ops::Range;

/// The cells of a CSV file, row by row; the first row holds the headings.
pub(crate) struct Grid {
    pub(crate) rows: Vec<Vec<GridCell>>,
}

/// One cell.
pub(crate) struct GridCell {
    /// What stands there, without quotes and the spaces around it.
    pub(crate) text: String,
    /// Where in the file, with its quotes and spaces.
    span: Range<usize>,
}

impl Grid {
    pub(crate) fn read(file: &str) -> Self {
        let mut reader = Reader::new();
        let (mut rows, mut row) = (Vec::new(), Vec::new());
        let mut cell = vec![0; file.len()];
        let (mut start, mut at, mut length) = (0, 0, 0);
        loop {
            let rest = file.as_bytes().get(at..).unwrap_or_default();
            let room = cell.get_mut(length..).unwrap_or_default();
            let (result, read, written) = reader.read_field(rest, room);
            (at, length) = (at + read, length + written);
            match result {
                ReadFieldResult::Field { record_end } => {
                    let bytes = cell.get(..length).unwrap_or_default();
                    let text = String::from_utf8_lossy(bytes).trim().to_owned();
                    let span = without_marks(file, start..at, row.is_empty(), record_end);
                    row.push(GridCell { text, span });
                    (start, length) = (at, 0);
                    if record_end {
                        rows.push(std::mem::take(&mut row));
                    }
                }
                ReadFieldResult::InputEmpty => {}
                // A cell is never longer than the file.
                ReadFieldResult::OutputFull | ReadFieldResult::End => return Self { rows },
            }
        }
    }

    /// What stands in a cell.
    pub(crate) fn text(&self, row: usize, column: usize) -> Option<&str> {
        Some(self.rows.get(row)?.get(column)?.text.as_str())
    }

    /// The file with other texts in some cells; `None` when one of them cannot be told from its
    /// neighbours, as after a quote that is never closed.
    pub(crate) fn with(&self, file: &str, changes: &[(usize, usize, &str)]) -> Option<String> {
        let mut spans = Vec::new();
        for (row, column, text) in changes {
            spans.push((self.rows.get(*row)?.get(*column)?.span.clone(), quoted(text)));
        }
        spans.sort_by_key(|(span, _)| span.start);
        let mut changed = file.to_owned();
        for (span, text) in spans.iter().rev() {
            file.get(span.clone())?;
            changed.replace_range(span.clone(), text);
        }
        let wanted = |row: usize, column: usize| {
            let new = changes.iter().find(|change| (change.0, change.1) == (row, column));
            new.map_or_else(|| self.text(row, column), |change| Some(change.2))
        };
        let read = Self::read(&changed);
        let same = read.rows.len() == self.rows.len()
            && read.rows.iter().zip(&self.rows).enumerate().all(|(row, (new, old))| {
                let mut cells = new.iter().enumerate();
                let same = cells.all(|(column, cell)| wanted(row, column) == Some(&cell.text));
                new.len() == old.len() && same
            });
        same.then_some(changed)
    }
}

/// The place of a cell without the mark behind it, and without the ends of lines before a row.
fn without_marks(file: &str, span: Range<usize>, first: bool, last: bool) -> Range<usize> {
    let bytes = file.as_bytes().get(span.clone()).unwrap_or_default();
    let ends = |byte: &u8| matches!(byte, b'\r' | b'\n');
    let behind = bytes.last().is_some_and(|byte| if last { ends(byte) } else { *byte == b',' });
    let end = span.end - usize::from(behind);
    let before = bytes.iter().take_while(|byte| first && ends(byte)).count();
    (span.start + before).min(end)..end
}

/// A cell as CSV writes it.
fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "id,name,note\r\nA,\"x, \"\"y\"\"\",\r\n\r\nB, two words ,\"a\nb\"\nC,,last";

    #[test]
    fn cells_are_read_as_a_table_reads_them() {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(FILE.as_bytes());
        let wanted: Vec<Vec<String>> = reader
            .records()
            .filter_map(Result::ok)
            .map(|record| record.iter().map(|cell| cell.trim().to_owned()).collect())
            .collect();
        let grid = Grid::read(FILE);
        let found: Vec<Vec<String>> = grid
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.text.clone()).collect())
            .collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn one_cell_changes_and_no_other_byte() {
        let changed = |row, column, text| {
            Grid::read(FILE).with(FILE, &[(row, column, text)]).unwrap_or_default()
        };
        for (row, column, new, old, wanted) in [
            (1, 0, "AA", "\r\nA,", "\r\nAA,"),
            (1, 1, "plain", "\"x, \"\"y\"\"\"", "plain"),
            (1, 2, "n", ",\r\n\r\n", ",n\r\n\r\n"),
            (2, 0, "D", "\nB,", "\nD,"),
            (2, 1, "say \"no\"", " two words ", "\"say \"\"no\"\"\""),
            (2, 2, "", "\"a\nb\"", ""),
            (3, 1, "a,b", ",,last", ",\"a,b\",last"),
            (3, 2, "end", "last", "end"),
        ] {
            assert_eq!(changed(row, column, new), FILE.replace(old, wanted), "{row} {column}");
        }
        let all: Vec<_> =
            (1..4).flat_map(|row| (0..3).map(move |column| (row, column, "z"))).collect();
        let wanted = "id,name,note\r\nz,z,z\r\n\r\nz,z,z\nz,z,z";
        assert_eq!(Grid::read(FILE).with(FILE, &all).as_deref(), Some(wanted));
    }

    #[test]
    fn what_cannot_be_told_apart_is_not_changed() {
        let open = "id,name\nA,\"never closed\nB,x\n";
        assert_eq!(Grid::read(open).with(open, &[(1, 0, " A")]), None);
        assert_eq!(Grid::read("id\n").with("id\n", &[(7, 0, "x")]), None);
    }
}
