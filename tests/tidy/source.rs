//! A source file, taken apart just enough: code without comments and literals, and the literals by line.

/// A source file without its test modules.
pub struct Source {
    /// Path from the root of the crate, with `/`.
    pub path: String,
    /// The whole text.
    pub raw: String,
    /// Code; comments and literals are blanked, lines stay where they are.
    pub code: String,
    /// Line and content of each string literal outside test modules.
    pub literals: Vec<(usize, String)>,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        let (code, literals) = split(text);
        let (code, last_line) = without_tests(&code);
        let literals = literals.into_iter().filter(|(line, _)| *line <= last_line).collect();
        Self { path: path.to_owned(), raw: text.to_owned(), code, literals }
    }

    /// The top module the file belongs to.
    pub fn module(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
    }

    /// How many levels its module is below the top module: what `super::` may climb.
    pub fn depth(&self) -> usize {
        let below = self.path.strip_prefix("src/").unwrap_or(&self.path).split('/').count().saturating_sub(1);
        if self.path.ends_with("/mod.rs") { below.saturating_sub(1) } else { below }
    }

    /// Line and first segment of every path that begins with `root::`, also inside `root::{…}`.
    pub fn named_modules(&self, root: &str) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        for at in identifiers(&self.code, root) {
            let Some(rest) = self.code[at + root.len()..].strip_prefix("::") else { continue };
            let line = line_of(&self.code, at);
            let firsts = if let Some(group) = rest.strip_prefix('{') { group_heads(group) } else { vec![head(rest)] };
            found.extend(firsts.into_iter().filter(|name| !name.is_empty()).map(|name| (line, name)));
        }
        found
    }

    /// Line and number of successive `super::`.
    pub fn climbs(&self) -> Vec<(usize, usize)> {
        let step = "super::";
        let mut found = Vec::new();
        let mut rest = 0;
        while let Some(at) = self.code[rest..].find(step).map(|at| at + rest) {
            let count =
                self.code.as_bytes()[at..].chunks(step.len()).take_while(|chunk| *chunk == step.as_bytes()).count();
            found.push((line_of(&self.code, at), count));
            rest = at + count * step.len();
        }
        found
    }

    /// Lines on which a name stands as whole words.
    pub fn lines_naming(&self, name: &str) -> Vec<usize> {
        identifiers(&self.code, name).map(|at| line_of(&self.code, at)).collect()
    }

    /// Names that stand behind `::`, as those of variants do.
    pub fn variants_named(&self) -> Vec<String> {
        self.code
            .match_indices("::")
            .map(|(at, _)| head(&self.code[at + 2..]))
            .filter(|name| !name.is_empty())
            .collect()
    }

    /// Enumeration and variant of every message declared by `messages!`. Wordings are blanked in the code, so what is
    /// left of a declaration is `Variant { part: Type } => , ;`.
    pub fn message_variants(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for at in identifiers(&self.code, "messages!") {
            let Some((_, rest)) = self.code[at..].split_once("pub enum ") else { continue };
            let name = head(rest);
            let Some((_, body)) = rest.split_once('{') else { continue };
            let mut depth = 1_usize;
            let end = body.find(|c| {
                depth = match c {
                    '{' => depth + 1,
                    '}' => depth - 1,
                    _ => depth,
                };
                depth == 0
            });
            let declared = body[..end.unwrap_or(body.len())].split(';').map(head).filter(|variant| !variant.is_empty());
            found.extend(declared.map(|variant| (name.clone(), variant)));
        }
        found
    }

    /// Names of the enumerations declared by `messages!`.
    pub fn message_enums(&self) -> Vec<String> {
        identifiers(&self.code, "messages!")
            .filter_map(|at| self.code[at..].split_once("pub enum "))
            .map(|(_, rest)| head(rest))
            .filter(|name| !name.is_empty())
            .collect()
    }
}

/// Chinese characters and punctuation.
pub fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}' | '\u{20000}'..='\u{3ffff}')
}

/// The code before the test module at the end of a file, and its last line.
fn without_tests(code: &str) -> (String, usize) {
    let end = code.find("#[cfg(test)]\nmod ").unwrap_or(code.len());
    let kept = &code[..end];
    (kept.to_owned(), if end == code.len() { usize::MAX } else { kept.lines().count() })
}

/// Where `name` stands as whole words.
fn identifiers<'a>(code: &'a str, name: &'a str) -> impl Iterator<Item = usize> + 'a {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name).map(|(at, _)| at).filter(move |&at| {
        let before = code[..at].chars().next_back();
        let after = code[at + name.len()..].chars().next();
        !before.is_some_and(part_of_word) && (name.ends_with('!') || !after.is_some_and(part_of_word))
    })
}

fn line_of(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}

fn head(path: &str) -> String {
    path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// First segments of the members of a `{…}` group whose opening brace has been read.
fn group_heads(group: &str) -> Vec<String> {
    let mut depth = 1;
    let mut heads = Vec::new();
    let mut member = String::new();
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => {
                heads.push(head(&member));
                member.clear();
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
        member.push(c);
    }
    heads.push(head(&member));
    heads
}

/// Code with comments and literals blanked, and the string literals by line.
fn split(text: &str) -> (String, Vec<(usize, String)>) {
    let chars: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut literals = Vec::new();
    let mut line = 1;
    let mut at = 0;
    // Keeps the lines of what is blanked.
    let blank = |code: &mut String, line: &mut usize, piece: &[char]| {
        code.push(' ');
        for _ in piece.iter().filter(|c| **c == '\n') {
            code.push('\n');
            *line += 1;
        }
    };
    while at < chars.len() {
        let rest = &chars[at..];
        let length = comment(rest);
        if length > 0 {
            blank(&mut code, &mut line, &rest[..length]);
            at += length;
            continue;
        }
        let word_before = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
        if let Some((start, end, length)) = string(rest, word_before) {
            literals.push((line, rest[start..end].iter().collect()));
            blank(&mut code, &mut line, &rest[..length]);
            at += length;
            continue;
        }
        let length = character(rest);
        if length > 0 {
            blank(&mut code, &mut line, &rest[..length]);
            at += length;
            continue;
        }
        if rest[0] == '\n' {
            line += 1;
        }
        code.push(rest[0]);
        at += 1;
    }
    (code, literals)
}

/// Length of the comment that begins here, or 0.
fn comment(rest: &[char]) -> usize {
    match rest {
        ['/', '/', ..] => rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()),
        ['/', '*', ..] => {
            let mut depth = 0;
            let mut at = 0;
            while at < rest.len() {
                match rest[at..] {
                    ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
                    ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
                    _ => at += 1,
                }
                if depth == 0 {
                    break;
                }
            }
            at
        }
        _ => 0,
    }
}

/// Start and end of the content, and whole length, of the string literal that begins here.
fn string(rest: &[char], word_before: bool) -> Option<(usize, usize, usize)> {
    let mut start = 0;
    let raw = match rest {
        ['"', ..] => false,
        ['b' | 'c', '"', ..] if !word_before => {
            start = 1;
            false
        }
        ['r', '"' | '#', ..] if !word_before => {
            start = 1;
            true
        }
        ['b' | 'c', 'r', '"' | '#', ..] if !word_before => {
            start = 2;
            true
        }
        _ => return None,
    };
    let hashes = rest[start..].iter().take_while(|c| **c == '#').count();
    if rest.get(start + hashes) != Some(&'"') {
        return None; // a raw identifier
    }
    let open = start + hashes + 1;
    let mut at = open;
    while at < rest.len() {
        if !raw && rest[at] == '\\' {
            at += 2;
        } else if rest[at] == '"' && rest[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes {
            return Some((open, at, at + 1 + hashes));
        } else {
            at += 1;
        }
    }
    Some((open, rest.len(), rest.len()))
}

/// Length of the character literal that begins here, or 0 (a lifetime is none).
fn character(rest: &[char]) -> usize {
    match rest {
        ['\'', '\\', ..] => rest.iter().skip(3).position(|c| *c == '\'').map_or(0, |end| end + 4),
        ['\'', _, '\'', ..] => 3,
        _ => 0,
    }
}

#[test]
fn comments_and_literals_are_told_from_code() {
    let file = Source::new(
        "src/cli/x.rs",
        "// fs\nuse a::fs; /* \"x\" /* b */ */\nlet s = \"汉\\\"字\n\"; let c = '\"'; let r = r#\"\"q\"\"#; 'a: loop {}\n\
         #[cfg(test)]\nmod tests { const T: &str = \"试\"; use rusqlite; }\n",
    );
    assert_eq!(file.lines_naming("fs"), [2]);
    assert_eq!(file.literals, [(3, "汉\\\"字\n".to_owned()), (4, "\"q\"".to_owned())]);
    assert!(file.code.contains("'a: loop") && !file.code.contains("rusqlite"));
}

#[test]
fn named_modules_are_found_in_groups() {
    let file = Source::new(
        "src/cli/parse.rs",
        "use crate::{domain::{a, store::b}, text::Lang, words};\nfn f() -> crate::report::X {}\nuse mycrate::ui;\n",
    );
    let found = file.named_modules("crate");
    assert_eq!(found, [(1, "domain".into()), (1, "text".into()), (1, "words".into()), (2, "report".into())]);
    assert_eq!((file.module(), file.depth()), ("cli", 1));
}

#[test]
fn climbs_are_counted() {
    let file = Source::new("src/store/mod.rs", "use super::x;\nuse super::super::y;\n");
    assert_eq!(file.climbs(), [(1, 1), (2, 2)]);
    assert_eq!(file.depth(), 0);
    assert_eq!(Source::new("src/clock.rs", "").depth(), 0);
    assert_eq!(Source::new("src/store/company/mod.rs", "").depth(), 1);
}

#[test]
fn names_are_whole_words() {
    let file = Source::new("src/x.rs", "my_fs::a; fs::b; eprintln!(); println!(); Instant::now_ish();\n");
    assert_eq!(file.lines_naming("fs").len(), 1);
    assert_eq!(file.lines_naming("println!").len(), 1);
    assert!(file.lines_naming("Instant::now").is_empty());
}

#[test]
fn message_enums_are_found() {
    let file = Source::new(
        "src/text/x.rs",
        "messages! {\n /// A.\n pub enum A { X => \"甲\", \"a\"; }\n}\nmessages! { pub enum B { } }\n",
    );
    assert_eq!(file.message_enums(), ["A", "B"]);
}
