//! The house layout of rule files: values of a declaration in one column, `=` of neighbouring `let`
//! in one column, no tabs, nothing after a line's end.
//!
//! Only white space between words moves. Lines stay lines, because findings name them; what stands in
//! a text or a comment stays as it is.

/// A rule file in the house layout; the same rulebook comes of it. Laid out again it stays the same.
pub fn lay_out(text: &str) -> String {
    let plain = text.replace("\r\n", "\n");
    let inside = lines_inside(&plain);
    let mut lines: Vec<String> = plain.lines().map(str::to_owned).collect();
    let free = |at: usize| !inside.get(at).is_some_and(|open| *open);
    for (at, line) in lines.iter_mut().enumerate() {
        if free(at) {
            untab(line);
        }
        // What follows a line that ends in a text belongs to the text.
        if free(at + 1) {
            line.truncate(line.trim_end().len());
        }
    }
    align(&mut lines, &free, field);
    align(&mut lines, &free, binding);
    let mut laid = lines.join("\n");
    laid.truncate(laid.trim_end_matches('\n').len());
    if !laid.is_empty() {
        laid.push('\n');
    }
    // Whatever this file is, not a word of it may be another.
    if words(&laid) == words(&plain) { laid } else { text.to_owned() }
}

/// A line cut where it is aligned: what stands before, and what stands after.
type Cut<'a> = (&'a str, &'a str);

/// `    title:      "…",`: a field of a declaration.
fn field(line: &str) -> Option<Cut<'_>> {
    let rest = line.strip_prefix("    ").filter(|rest| !rest.starts_with(' '))?;
    let name = rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '_'))?;
    let (name, after) = rest.split_at_checked(name)?;
    let value = after.strip_prefix(':')?.trim_start();
    let head = line.get(..4 + name.len() + 1)?;
    (!name.is_empty() && !value.is_empty()).then_some((head, value))
}

/// `let in_zone = …`.
fn binding(line: &str) -> Option<Cut<'_>> {
    let rest = line.strip_prefix("let ")?;
    let (name, value) = rest.split_once('=')?;
    let sound = |letter: char| letter.is_alphanumeric() || letter == '_';
    let name = name.trim();
    let value = value.trim_start();
    // `==` is no binding, and a value on the next line has nothing to align.
    let bare = name.chars().all(sound) && !value.starts_with('=') && !value.is_empty();
    bare.then(|| (rest.get(..name.len()).unwrap_or(name), value))
}

/// Puts what follows the cut of neighbouring lines into one column; lines that are not cut may stand
/// between the fields of a declaration, but end a group of bindings.
fn align(lines: &mut [String], free: &dyn Fn(usize) -> bool, cut: fn(&str) -> Option<Cut<'_>>) {
    let is_binding = |line: &str| line.starts_with("let ");
    let mut group: Vec<usize> = Vec::new();
    for at in 0..=lines.len() {
        let line = lines.get(at).map_or("", String::as_str);
        if free(at) && cut(line).is_some() {
            group.push(at);
        } else {
            let goes_on = at < lines.len()
                && (line.is_empty() || line.starts_with(' '))
                && group
                    .last()
                    .is_some_and(|last| lines.get(*last).is_some_and(|last| !is_binding(last)));
            if !goes_on {
                align_group(lines, &std::mem::take(&mut group), cut);
            }
        }
    }
}

fn align_group(lines: &mut [String], group: &[usize], cut: fn(&str) -> Option<Cut<'_>>) {
    let heads = group.iter().filter_map(|at| cut(lines.get(*at)?).map(|(head, _)| length(head)));
    let Some(width) = heads.max() else {
        return;
    };
    for at in group {
        let Some(line) = lines.get_mut(*at) else {
            continue;
        };
        let laid = cut(line).map(|(head, value)| {
            let space = " ".repeat(width.saturating_sub(length(head)) + 1);
            if head.ends_with(':') {
                format!("{head}{space}{value}")
            } else {
                format!("let {head}{space}= {value}")
            }
        });
        if let Some(laid) = laid {
            *line = laid;
        }
    }
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// Tabs at the beginning of a line become four spaces.
fn untab(line: &mut String) {
    let start = line.len() - line.trim_start_matches(['\t', ' ']).len();
    let indent = line.get(..start).unwrap_or_default().replace('\t', "    ");
    line.replace_range(..start, &indent);
}

/// What a letter of a rule file is part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Code,
    /// A text that this letter ends.
    Text(char),
    LineComment,
    /// How deep: comments nest.
    Comment(usize),
}

/// Calls `look` with each letter and what it is part of.
fn scan(text: &str, mut look: impl FnMut(char, Part)) {
    let mut part = Part::Code;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let mut also = false;
        let after = match (part, letter, next) {
            (Part::Code, '"' | '`', _) => Part::Text(letter),
            (Part::Code, '/', Some('/')) => Part::LineComment,
            (Part::Code, '/', Some('*')) => {
                also = true;
                Part::Comment(1)
            }
            (Part::Comment(depth), '/', Some('*')) => {
                also = true;
                Part::Comment(depth + 1)
            }
            (Part::Comment(depth), '*', Some('/')) => {
                also = true;
                if depth > 1 { Part::Comment(depth - 1) } else { Part::Code }
            }
            (Part::Text('"'), '\\', Some(_)) => {
                also = true;
                part
            }
            (Part::Text(end), letter, _) if letter == end => Part::Code,
            (Part::LineComment, '\n', _) => Part::Code,
            _ => part,
        };
        // A letter that begins or ends a part belongs to it.
        let owner = if part == Part::Code { after } else { part };
        look(letter, if part == Part::LineComment && letter == '\n' { Part::Code } else { owner });
        if also && let Some(letter) = letters.next() {
            look(letter, owner);
        }
        part = after;
    }
}

/// For each line, whether it begins inside a text or a comment.
fn lines_inside(text: &str) -> Vec<bool> {
    let mut inside = vec![false];
    scan(text, |letter, part| {
        if letter == '\n' {
            inside.push(matches!(part, Part::Text(_) | Part::Comment(_)));
        }
    });
    inside
}

/// The letters that mean something: all but white space between words, at the ends of lines and at
/// the end of the file.
fn words(text: &str) -> String {
    let mut words = String::new();
    scan(text, |letter, part| {
        let counts = match part {
            Part::Code => !letter.is_whitespace() || letter == '\n',
            Part::Text(_) | Part::Comment(_) => true,
            Part::LineComment => letter != '\r',
        };
        if counts {
            words.push(letter);
        }
    });
    let lines: Vec<&str> = words.split('\n').map(str::trim_end).collect();
    lines.join("\n").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::lay_out;

    #[test]
    fn only_white_space_between_words_moves() {
        let written = "let a = 1;  \r\nlet longer = \"x = y\" ;\n\ncriterion(\"c\", #{\n\ttitle: \"A:   b\",  // why:  so\n    code:\t\t\"C\",\n\n    require: all_of(x,\n        y: z),\n});\n/* let  c =  1;\n    d:    e   */\nlet t = `\n    f:   g  \n`;\n\n\n";
        let laid = "let a      = 1;\nlet longer = \"x = y\" ;\n\ncriterion(\"c\", #{\n    title:   \"A:   b\",  // why:  so\n    code:    \"C\",\n\n    require: all_of(x,\n        y: z),\n});\n/* let  c =  1;\n    d:    e   */\nlet t = `\n    f:   g  \n`;\n";
        assert_eq!(lay_out(written), laid);
        assert_eq!(lay_out(laid), laid);
        assert_eq!(lay_out(""), "");
    }
}
