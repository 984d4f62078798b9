//! Finding a name without its diacritics: `dong mai` finds *Đông Mai*.

/// The letters of a text without marks and case, so that what people type can be compared.
///
/// A table of its own instead of the browser's `normalize`: the same on every machine, and testable
/// without a browser. It knows the letters of Vietnamese and drops combining marks.
pub(crate) fn fold(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter(|letter| !matches!(letter, '\u{300}'..='\u{36f}'))
        .map(plain)
        .collect()
}

/// Whether every word of the query begins somewhere in the text; both folded already.
pub(crate) fn matches(folded_text: &str, folded_query: &str) -> bool {
    folded_query.split_whitespace().all(|word| folded_text.contains(word))
}

fn plain(letter: char) -> char {
    match letter {
        'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'ă' | 'ằ' | 'ắ' | 'ẳ' | 'ẵ' | 'ặ' | 'â' | 'ầ' | 'ấ' | 'ẩ'
        | 'ẫ' | 'ậ' => 'a',
        'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' | 'ê' | 'ề' | 'ế' | 'ể' | 'ễ' | 'ệ' => 'e',
        'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' => 'i',
        'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' | 'ô' | 'ồ' | 'ố' | 'ổ' | 'ỗ' | 'ộ' | 'ơ' | 'ờ' | 'ớ' | 'ở'
        | 'ỡ' | 'ợ' => 'o',
        'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' | 'ư' | 'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' => 'u',
        'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' => 'y',
        'đ' => 'd',
        '²' => '2',
        '³' => '3',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_without_diacritics_in_any_case() {
        let name = fold("KCN Đông Mai mở rộng");
        assert_eq!(name, "kcn dong mai mo rong");
        for query in ["dong mai", "ĐÔNG", "mai  kcn", "mo\u{309} rộng", ""] {
            assert!(matches(&name, &fold(query)), "{query}");
        }
        assert!(!matches(&name, &fold("cai lan")));
    }
}
