//! What a text says of a limit: "at least", "above". Read from the words of each language, never shown.

use sangloc_rulebook::{Comparison, Language};

/// What each language says for a relation. Of words within words the longer count: "no more than" is
/// not "more than". A brace stands for the figure that follows.
type Phrases = &'static [(Comparison, &'static [&'static str])];

use Comparison::{Above, AtLeast, AtMost, Below};

const VIETNAMESE: Phrases = &[
    (
        AtLeast,
        &[
            "tối thiểu",
            "ít nhất",
            "không dưới",
            "không thấp hơn",
            "không ít hơn",
            "không nhỏ hơn",
            "trở lên",
        ],
    ),
    (
        AtMost,
        &[
            "tối đa",
            "nhiều nhất",
            "không quá",
            "không vượt",
            "không cao hơn",
            "không lớn hơn",
            "không nhiều hơn",
            "trở xuống",
        ],
    ),
    (Above, &["trên mức", "cao hơn mức", "lớn hơn", "trên {", "hơn {", "vượt {", "phải vượt"]),
    (Below, &["dưới mức", "thấp hơn mức", "nhỏ hơn", "dưới {"]),
];

const ENGLISH: Phrases = &[
    (AtLeast, &["at least", "no less than", "not less than", "minimum", "or more", "or above"]),
    (
        AtMost,
        &[
            "at most",
            "no more than",
            "not more than",
            "not exceed",
            "maximum",
            "up to",
            "or less",
            "or below",
        ],
    ),
    (Above, &["more than", "greater than", "above the", "above {", "over {", "to exceed"]),
    (Below, &["less than", "fewer than", "below the", "below {", "under {"]),
];

const CHINESE: Phrases = &[
    (AtLeast, &["至少", "不低于", "不少于", "不小于", "最低", "最少", "最小", "以上"]),
    (
        AtMost,
        &["至多", "不超过", "不高于", "不大于", "最高", "最多", "最大", "最长", "以下", "以内"],
    ),
    (Above, &["高于", "超过", "大于", "多于"]),
    (Below, &["低于", "少于", "小于"]),
];

const KOREAN: Phrases = &[
    (AtLeast, &["최소", "최저", "이상"]),
    (AtMost, &["최대", "최고", "이하", "이내"]),
    (Above, &["초과", "넘"]),
    (Below, &["미만"]),
];

const JAPANESE: Phrases = &[
    (AtLeast, &["最低", "最小", "以上", "少なくとも", "下限"]),
    (AtMost, &["最大", "最高", "最長", "以下", "以内", "上限"]),
    (Above, &["を超", "上回"]),
    (Below, &["未満", "下回"]),
];

fn phrases(language: &Language) -> Phrases {
    match language.0.as_str() {
        "vi" => VIETNAMESE,
        "en" => ENGLISH,
        "zh" => CHINESE,
        "ko" => KOREAN,
        "ja" => JAPANESE,
        _ => &[],
    }
}

/// The relation that a text names, and the words that do; `None` when it names none, or two that do not
/// go together. "Above the minimum" is above.
pub(super) fn relation(language: &Language, text: &str) -> Option<(Comparison, &'static str)> {
    let mut text = text.to_lowercase();
    let mut all: Vec<(Comparison, &'static str)> = phrases(language)
        .iter()
        .flat_map(|(relation, phrases)| phrases.iter().map(|phrase| (*relation, *phrase)))
        .collect();
    all.sort_by_key(|(_, phrase)| std::cmp::Reverse(phrase.chars().count()));
    let mut found: Vec<(Comparison, &'static str)> = Vec::new();
    for (relation, phrase) in all {
        if text.contains(phrase) {
            text = text.replace(phrase, " ");
            found.push((relation, phrase));
        }
    }
    let is_strict = |relation: Comparison| matches!(relation, Above | Below);
    let strict = found.iter().any(|(relation, _)| is_strict(*relation));
    found.retain(|(relation, _)| !strict || is_strict(*relation));
    let first = found.first().copied();
    first.filter(|(relation, _)| found.iter().all(|(other, _)| other == relation))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_a_person_reads_them() {
        let vi = |text: &str| relation(&Language("vi".into()), text).map(|(found, _)| found);
        assert_eq!(vi("Trồng cây trên ít nhất {x}"), Some(AtLeast));
        assert_eq!(vi("Tỷ lệ cây xanh trên mức tối thiểu"), Some(Above));
        assert_eq!(vi("Từ {x} trở lên"), Some(AtLeast));
        assert_eq!(vi("Dự án không vượt mức diện tích tối đa"), Some(AtMost));
        assert_eq!(vi("Suất vốn trên mỗi héc-ta"), None);
        let en = |text: &str| relation(&Language("en".into()), text).map(|(found, _)| found);
        assert_eq!(en("No more than {x}"), Some(AtMost));
        assert_eq!(en("Green area above the minimum share"), Some(Above));
        assert_eq!(en("At least {x}, less than {y}"), Some(Below));
        let zh = |text: &str| relation(&Language("zh".into()), text).map(|(found, _)| found);
        assert_eq!((zh("不超过上限"), zh("超过上限")), (Some(AtMost), Some(Above)));
    }
}
