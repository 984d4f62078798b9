//! The words around checking a record.

/// The words around checking a record.
pub(crate) struct Verify {
    /// A place, and a link to it.
    pub title: &'static str,
    /// What it does.
    pub lead: &'static str,
    /// The label of a field.
    pub record: &'static str,
    /// The label of a field.
    pub rules: &'static str,
    /// The record holds.
    pub same: &'static str,
    /// Its hash does not fit.
    pub changed: &'static str,
    /// Its hash does not fit, and nothing in it is decided otherwise.
    pub hidden: &'static str,
    /// Before the entries that are decided otherwise.
    pub differs: &'static str,
    /// `{}` recorded, `{}` decided again.
    pub entry: &'static str,
    /// The record names other rules: before their version.
    pub other_rules: &'static str,
    /// What to do about it.
    pub choose_rules: &'static str,
    /// The chosen rules cannot be used.
    pub bad_rules: &'static str,
    /// The file is no record.
    pub not_record: &'static str,
    /// `{}` is the number of a byte.
    pub rewritten: &'static str,
    /// `{}` are names of entries.
    pub unusable: &'static str,
}

pub(super) const VI: Verify = Verify {
    title: "Kiểm tra biên bản",
    lead: "Chọn tệp biên bản đã lưu. Trang này xét lại theo bộ tiêu chí ghi trong biên bản và so sánh từng mục. Tệp không được gửi đi đâu.",
    record: "Tệp biên bản (JSON)",
    rules: "Tệp bộ tiêu chí (.core)",
    same: "Biên bản đúng: xét lại cho kết quả giống hệt từng ký tự.",
    changed: "Biên bản đã bị sửa sau khi lập: mã kiểm tra (hash) không khớp.",
    hidden: "Nội dung hiện có vẫn cho kết quả như đã ghi: chỗ bị sửa là câu trả lời, ngày áp dụng, tên chương trình hoặc chính mã kiểm tra.",
    differs: "Các mục xét lại cho kết quả khác:",
    entry: "biên bản ghi {}, xét lại là {}",
    other_rules: "Biên bản theo bộ tiêu chí khác:",
    choose_rules: "Muốn kiểm tra, hãy chọn tệp .core của đúng bộ tiêu chí đó.",
    bad_rules: "Không dùng được tệp bộ tiêu chí này.",
    not_record: "Tệp này không phải là biên bản đầy đủ, hoặc do phiên bản khác của chương trình lập.",
    rewritten: "Biên bản đã bị sửa sau khi lập, từ byte thứ {}.",
    unusable: "Không xét lại được, nội dung không hợp lệ: {}.",
};

pub(super) const EN: Verify = Verify {
    title: "Check a record",
    lead: "Choose a saved record. This page decides it again by the criteria that it names, and compares every entry. The file is sent nowhere.",
    record: "The record (JSON)",
    rules: "The criteria (.core)",
    same: "The record is right: decided again, it comes out the same, letter by letter.",
    changed: "The record was changed after it was written: its hash does not fit.",
    hidden: "What is in it now is decided as it says: an answer, the day, the name of the program or the hash itself was changed.",
    differs: "Decided again, these entries come out otherwise:",
    entry: "recorded {}, decided again {}",
    other_rules: "The record is of other criteria:",
    choose_rules: "To check it, choose the .core file of just these criteria.",
    bad_rules: "This file of criteria cannot be used.",
    not_record: "This is not a whole record, or another version of the program wrote it.",
    rewritten: "The record was changed after it was written, from byte {} on.",
    unusable: "It cannot be decided again, something in it is not valid: {}.",
};

pub(super) const ZH: Verify = Verify {
    title: "核验记录",
    lead: "选择已保存的记录。本页面按记录所注明的准入条件重新判定，并逐项比较。文件不会被发送。",
    record: "记录文件（JSON）",
    rules: "准入条件文件（.core）",
    same: "记录正确：重新判定的结果与记录逐字相同。",
    changed: "记录在生成后被修改：校验值（哈希）不符。",
    hidden: "按现有内容重新判定的结果与所记一致：被修改的是答案、适用日期、程序名称或校验值本身。",
    differs: "重新判定后结果不同的项目：",
    entry: "记录为{}，重新判定为{}",
    other_rules: "该记录属于另一套准入条件：",
    choose_rules: "如需核验，请选择该套准入条件的 .core 文件。",
    bad_rules: "该准入条件文件无法使用。",
    not_record: "该文件不是完整的记录，或由程序的其他版本生成。",
    rewritten: "记录在生成后被修改，从第{}个字节起。",
    unusable: "无法重新判定，内容无效：{}。",
};

pub(super) const KO: Verify = Verify {
    title: "기록 검증",
    lead: "저장한 기록을 선택하세요. 기록에 적힌 심사기준으로 다시 판정하고 모든 항목을 비교합니다. 파일은 전송되지 않습니다.",
    record: "기록 파일(JSON)",
    rules: "심사기준 파일(.core)",
    same: "기록이 맞습니다. 다시 판정한 결과가 글자 하나까지 같습니다.",
    changed: "기록이 작성된 뒤 변경되었습니다. 해시가 맞지 않습니다.",
    hidden: "현재 내용으로 다시 판정한 결과는 기록과 같습니다. 변경된 것은 답변, 적용일, 프로그램 이름 또는 해시 자체입니다.",
    differs: "다시 판정하면 결과가 다른 항목:",
    entry: "기록: {}, 다시 판정: {}",
    other_rules: "다른 심사기준의 기록입니다:",
    choose_rules: "검증하려면 해당 심사기준의 .core 파일을 선택하세요.",
    bad_rules: "이 심사기준 파일은 사용할 수 없습니다.",
    not_record: "온전한 기록이 아니거나 다른 버전의 프로그램이 작성한 파일입니다.",
    rewritten: "기록이 작성된 뒤 {}번째 바이트부터 변경되었습니다.",
    unusable: "다시 판정할 수 없습니다. 올바르지 않은 내용: {}.",
};

pub(super) const JA: Verify = Verify {
    title: "記録の検証",
    lead: "保存した記録を選んでください。記録に記された基準集で改めて判定し、すべての項目を比べます。ファイルは送信されません。",
    record: "記録ファイル（JSON）",
    rules: "基準集ファイル（.core）",
    same: "記録は正しいものです。改めて判定した結果は一字一句同じです。",
    changed: "記録は作成後に変更されています。ハッシュが一致しません。",
    hidden: "現在の内容で改めて判定した結果は記録と同じです。変更されたのは回答、適用日、プログラム名、またはハッシュ自体です。",
    differs: "改めて判定すると結果が異なる項目：",
    entry: "記録は{}、改めて判定すると{}",
    other_rules: "別の基準集の記録です：",
    choose_rules: "検証するには、その基準集の .core ファイルを選んでください。",
    bad_rules: "この基準集ファイルは使えません。",
    not_record: "完全な記録ではないか、別のバージョンのプログラムで作成されたものです。",
    rewritten: "記録は作成後に{}バイト目から変更されています。",
    unusable: "改めて判定できません。正しくない内容：{}。",
};
