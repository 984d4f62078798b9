//! The words of the projects kept on the device and of their comparison.

/// The words of the projects kept on the device and of their comparison.
pub(crate) struct Projects {
    /// A place.
    pub title: &'static str,
    /// A place.
    pub compare: &'static str,
    /// Where projects are kept.
    pub lead: &'static str,
    /// Nothing is kept.
    pub empty: &'static str,
    /// A button.
    pub new_project: &'static str,
    /// The name of a project without one; `{}` is its number.
    pub unnamed: &'static str,
    /// The name of a version without one; `{}` is its number.
    pub unnamed_version: &'static str,
    /// A mark on the version that is open.
    pub current: &'static str,
    /// `{}` is a day.
    pub changed: &'static str,
    /// `{}` answers.
    pub answers: &'static str,
    /// One answer.
    pub answers_one: &'static str,
    /// A button.
    pub open: &'static str,
    /// A button.
    pub duplicate: &'static str,
    /// A button.
    pub rename: &'static str,
    /// A button.
    pub delete: &'static str,
    /// A button.
    pub rename_project: &'static str,
    /// A button.
    pub delete_project: &'static str,
    /// The label of a field.
    pub project_name: &'static str,
    /// The label of a field.
    pub version_name: &'static str,
    /// A button.
    pub save: &'static str,
    /// A button.
    pub cancel: &'static str,
    /// A dialog; `{}` is a name.
    pub delete_heading: &'static str,
    /// What it does.
    pub delete_text: &'static str,
    /// A button.
    pub delete_yes: &'static str,
    /// A button.
    pub delete_no: &'static str,
    /// The name of a duplicate; `{}` is the first one's.
    pub copied_name: &'static str,
    /// The name of a project that cannot be read; `{}` is its number.
    pub unreadable: &'static str,
    /// What it means.
    pub unreadable_more: &'static str,
    /// A button.
    pub save_raw: &'static str,
    /// A notice: no more can be kept.
    pub full: &'static str,
    /// A notice; `{}` is a project and version.
    pub opened: &'static str,
    /// A notice; `{}` is a version.
    pub duplicated: &'static str,
    /// A notice.
    pub elsewhere_changed: &'static str,
    /// A notice.
    pub elsewhere_removed: &'static str,
    /// A notice; `{}` is a name.
    pub kept_beside: &'static str,
    /// The name of what another tab wrote.
    pub beside: &'static str,
    /// What comparing is for.
    pub compare_lead: &'static str,
    /// The legend of a group.
    pub choose: &'static str,
    /// Fewer than two are there.
    pub too_few: &'static str,
    /// The first part of the summary.
    pub outcomes_differ: &'static str,
    /// The first part of the summary; `{}` is the outcome.
    pub outcomes_same: &'static str,
    /// The rest of the summary; `{}` answers, `{}` criteria.
    pub differ: &'static str,
    /// The heading of the first column.
    pub what: &'static str,
    /// A row.
    pub outcome: &'static str,
    /// A row.
    pub points: &'static str,
    /// A heading.
    pub answers_part: &'static str,
    /// A heading.
    pub criteria_part: &'static str,
    /// The label of a box.
    pub show_same: &'static str,
    /// A mark on a cell.
    pub differs: &'static str,
}

/// Vietnamese.
pub(super) const VI: Projects = Projects {
    title: "Dự án đã lưu",
    compare: "So sánh phương án",
    lead: "Dự án được lưu trên thiết bị này, không gửi đi đâu. Mỗi dự án có thể có nhiều phương án để so sánh.",
    empty: "Chưa có dự án nào được lưu.",
    new_project: "Dự án mới",
    unnamed: "Dự án {}",
    unnamed_version: "Phương án {}",
    current: "Đang mở",
    changed: "Sửa lần cuối {}",
    answers: "{} câu trả lời",
    answers_one: "1 câu trả lời",
    open: "Mở",
    duplicate: "Nhân bản thành phương án mới",
    rename: "Đổi tên",
    delete: "Xóa",
    rename_project: "Đổi tên dự án",
    delete_project: "Xóa dự án",
    project_name: "Tên dự án",
    version_name: "Tên phương án",
    save: "Lưu",
    cancel: "Hủy",
    delete_heading: "Xóa “{}”?",
    delete_text: "Nội dung này sẽ bị xóa khỏi thiết bị và không khôi phục được.",
    delete_yes: "Xóa khỏi thiết bị",
    delete_no: "Không xóa",
    copied_name: "{} (bản sao)",
    unreadable: "Dự án {} – không đọc được",
    unreadable_more: "Dữ liệu lưu trên thiết bị bị hỏng hoặc thuộc phiên bản mới hơn của trang này. Dữ liệu gốc vẫn được giữ.",
    save_raw: "Tải dữ liệu gốc về",
    full: "Đã đạt số dự án hoặc phương án tối đa trên thiết bị này. Hãy xóa bớt trước khi thêm.",
    opened: "Đang mở: {}.",
    duplicated: "Đã tạo phương án “{}”.",
    elsewhere_changed: "Phương án này vừa được sửa ở một thẻ khác của trình duyệt. Trang đang hiện các câu trả lời mới nhất.",
    elsewhere_removed: "Phương án này vừa bị xóa ở một thẻ khác. Các câu trả lời vẫn còn ở đây và sẽ được lưu lại nếu sửa tiếp.",
    kept_beside: "Phương án này cũng được sửa ở một thẻ khác. Bản của thẻ đó được giữ thành “{}”.",
    beside: "Từ thẻ khác",
    compare_lead: "Đặt các phương án cạnh nhau để thấy khác nhau ở câu trả lời nào, tiêu chí nào và kết luận ra sao.",
    choose: "Chọn từ hai đến bốn phương án",
    too_few: "Cần ít nhất hai phương án để so sánh. Hãy mở “Dự án đã lưu” và nhân bản một phương án.",
    outcomes_differ: "Kết luận khác nhau",
    outcomes_same: "Kết luận giống nhau ({})",
    differ: "số câu trả lời khác nhau: {}; số tiêu chí khác nhau: {}.",
    what: "Nội dung",
    outcome: "Kết luận",
    points: "Điểm ưu tiên",
    answers_part: "Câu trả lời",
    criteria_part: "Tiêu chí",
    show_same: "Hiện cả những dòng giống nhau",
    differs: "khác",
};

/// English.
pub(super) const EN: Projects = Projects {
    title: "Saved projects",
    compare: "Compare versions",
    lead: "Projects are kept on this device and sent nowhere. A project can have several versions to compare.",
    empty: "No project is saved yet.",
    new_project: "New project",
    unnamed: "Project {}",
    unnamed_version: "Version {}",
    current: "Open now",
    changed: "Last changed {}",
    answers: "{} answers",
    answers_one: "1 answer",
    open: "Open",
    duplicate: "Duplicate as a new version",
    rename: "Rename",
    delete: "Delete",
    rename_project: "Rename project",
    delete_project: "Delete project",
    project_name: "Name of the project",
    version_name: "Name of the version",
    save: "Save",
    cancel: "Cancel",
    delete_heading: "Delete “{}”?",
    delete_text: "It is removed from this device and cannot be brought back.",
    delete_yes: "Delete from this device",
    delete_no: "Keep it",
    copied_name: "{} (copy)",
    unreadable: "Project {} – cannot be read",
    unreadable_more: "What the device holds is damaged, or of a newer version of this page. It is kept as it is.",
    save_raw: "Download what is there",
    full: "This device holds as many projects or versions as it may. Delete some before adding more.",
    opened: "Open now: {}.",
    duplicated: "“{}” is kept as a new version.",
    elsewhere_changed: "This version was just changed in another tab. The page shows the newest answers.",
    elsewhere_removed: "This version was just deleted in another tab. Its answers are still here, and are kept again once you change one.",
    kept_beside: "This version was changed in another tab as well. What that tab wrote is kept as “{}”.",
    beside: "From another tab",
    compare_lead: "Put versions side by side to see which answers and criteria differ, and what becomes of each.",
    choose: "Choose two to four versions",
    too_few: "Two versions are needed to compare. Open “Saved projects” and duplicate one.",
    outcomes_differ: "The outcomes differ",
    outcomes_same: "The outcome is the same ({})",
    differ: "answers that differ: {}; criteria that differ: {}.",
    what: "What",
    outcome: "Outcome",
    points: "Priority points",
    answers_part: "Answers",
    criteria_part: "Criteria",
    show_same: "Show rows that are the same too",
    differs: "differs",
};

/// Chinese.
pub(super) const ZH: Projects = Projects {
    title: "已保存的项目",
    compare: "比较方案",
    lead: "项目保存在本设备上，不会发送到任何地方。每个项目可以有多个方案供比较。",
    empty: "尚未保存任何项目。",
    new_project: "新项目",
    unnamed: "项目{}",
    unnamed_version: "方案{}",
    current: "当前打开",
    changed: "最后修改：{}",
    answers: "{}个答案",
    answers_one: "1个答案",
    open: "打开",
    duplicate: "复制为新方案",
    rename: "重命名",
    delete: "删除",
    rename_project: "重命名项目",
    delete_project: "删除项目",
    project_name: "项目名称",
    version_name: "方案名称",
    save: "保存",
    cancel: "取消",
    delete_heading: "删除“{}”？",
    delete_text: "该内容将从本设备删除，无法恢复。",
    delete_yes: "从本设备删除",
    delete_no: "不删除",
    copied_name: "{}（副本）",
    unreadable: "项目{}——无法读取",
    unreadable_more: "设备上保存的数据已损坏，或来自本页面的更新版本。原始数据仍予保留。",
    save_raw: "下载原始数据",
    full: "本设备上的项目或方案数量已达上限。请先删除一些再添加。",
    opened: "当前打开：{}。",
    duplicated: "已建立方案“{}”。",
    elsewhere_changed: "该方案刚在另一个标签页中被修改。页面显示的是最新答案。",
    elsewhere_removed: "该方案刚在另一个标签页中被删除。答案仍保留在此页面，继续修改后将重新保存。",
    kept_beside: "该方案也在另一个标签页中被修改。那个标签页的内容已保留为“{}”。",
    beside: "来自另一个标签页",
    compare_lead: "将方案并排，查看哪些答案和标准不同、结论如何。",
    choose: "选择两到四个方案",
    too_few: "至少需要两个方案才能比较。请打开“已保存的项目”并复制一个方案。",
    outcomes_differ: "结论不同",
    outcomes_same: "结论相同（{}）",
    differ: "不同的答案：{}；不同的标准：{}。",
    what: "内容",
    outcome: "结论",
    points: "优先分",
    answers_part: "答案",
    criteria_part: "标准",
    show_same: "同时显示相同的行",
    differs: "不同",
};

/// Korean.
pub(super) const KO: Projects = Projects {
    title: "저장된 사업",
    compare: "방안 비교",
    lead: "사업은 이 기기에 저장되며 어디에도 전송되지 않습니다. 사업마다 여러 방안을 두고 비교할 수 있습니다.",
    empty: "저장된 사업이 없습니다.",
    new_project: "새 사업",
    unnamed: "사업 {}",
    unnamed_version: "방안 {}",
    current: "열려 있음",
    changed: "마지막 수정 {}",
    answers: "답변 {}개",
    answers_one: "답변 1개",
    open: "열기",
    duplicate: "새 방안으로 복제",
    rename: "이름 바꾸기",
    delete: "삭제",
    rename_project: "사업 이름 바꾸기",
    delete_project: "사업 삭제",
    project_name: "사업 이름",
    version_name: "방안 이름",
    save: "저장",
    cancel: "취소",
    delete_heading: "“{}”을(를) 삭제하시겠습니까?",
    delete_text: "이 기기에서 삭제되며 되돌릴 수 없습니다.",
    delete_yes: "이 기기에서 삭제",
    delete_no: "삭제 안 함",
    copied_name: "{} (사본)",
    unreadable: "사업 {} – 읽을 수 없음",
    unreadable_more: "기기에 저장된 데이터가 손상되었거나 이 페이지의 더 새로운 버전의 것입니다. 원본은 그대로 보관됩니다.",
    save_raw: "원본 데이터 내려받기",
    full: "이 기기에 저장할 수 있는 사업 또는 방안 수에 도달했습니다. 일부를 삭제한 뒤 추가하십시오.",
    opened: "열린 항목: {}.",
    duplicated: "“{}” 방안을 만들었습니다.",
    elsewhere_changed: "이 방안이 다른 탭에서 방금 수정되었습니다. 페이지에 최신 답변이 표시됩니다.",
    elsewhere_removed: "이 방안이 다른 탭에서 방금 삭제되었습니다. 답변은 여기에 남아 있으며, 계속 수정하면 다시 저장됩니다.",
    kept_beside: "이 방안은 다른 탭에서도 수정되었습니다. 그 탭의 내용은 “{}”(으)로 보관됩니다.",
    beside: "다른 탭에서",
    compare_lead: "방안을 나란히 놓고 어떤 답변과 기준이 다르고 결론이 어떻게 되는지 볼 수 있습니다.",
    choose: "2~4개 방안을 고르십시오",
    too_few: "비교하려면 방안이 두 개 이상 필요합니다. “저장된 사업”에서 방안을 복제하십시오.",
    outcomes_differ: "결론이 다릅니다",
    outcomes_same: "결론이 같습니다({})",
    differ: "다른 답변: {}; 다른 기준: {}.",
    what: "항목",
    outcome: "결론",
    points: "우대 점수",
    answers_part: "답변",
    criteria_part: "기준",
    show_same: "같은 행도 표시",
    differs: "다름",
};

/// Japanese.
pub(super) const JA: Projects = Projects {
    title: "保存した案件",
    compare: "案の比較",
    lead: "案件はこの端末に保存され、どこにも送信されません。案件ごとに複数の案を比較できます。",
    empty: "保存した案件はまだありません。",
    new_project: "新しい案件",
    unnamed: "案件{}",
    unnamed_version: "案{}",
    current: "表示中",
    changed: "最終変更 {}",
    answers: "回答{}件",
    answers_one: "回答1件",
    open: "開く",
    duplicate: "新しい案として複製",
    rename: "名前を変更",
    delete: "削除",
    rename_project: "案件名を変更",
    delete_project: "案件を削除",
    project_name: "案件名",
    version_name: "案の名前",
    save: "保存",
    cancel: "キャンセル",
    delete_heading: "「{}」を削除しますか？",
    delete_text: "この端末から削除され、元に戻せません。",
    delete_yes: "この端末から削除",
    delete_no: "削除しない",
    copied_name: "{}（写し）",
    unreadable: "案件{} – 読み取れません",
    unreadable_more: "端末のデータが破損しているか、このページのより新しい版のものです。元のデータはそのまま保管されています。",
    save_raw: "元のデータをダウンロード",
    full: "この端末に保存できる案件または案の数が上限に達しました。いくつか削除してから追加してください。",
    opened: "表示中：{}。",
    duplicated: "案「{}」を作成しました。",
    elsewhere_changed: "この案は別のタブで変更されました。最新の回答を表示しています。",
    elsewhere_removed: "この案は別のタブで削除されました。回答はここに残っており、変更すると再び保存されます。",
    kept_beside: "この案は別のタブでも変更されました。そのタブの内容は「{}」として保管されています。",
    beside: "別のタブから",
    compare_lead: "案を並べて、どの回答・基準が異なり、結論がどうなるかを確認できます。",
    choose: "2～4件の案を選んでください",
    too_few: "比較には2件以上の案が必要です。「保存した案件」で案を複製してください。",
    outcomes_differ: "結論が異なります",
    outcomes_same: "結論は同じです（{}）",
    differ: "異なる回答：{}、異なる基準：{}。",
    what: "項目",
    outcome: "結論",
    points: "優遇点",
    answers_part: "回答",
    criteria_part: "基準",
    show_same: "同じ行も表示",
    differs: "異なる",
};
