-- Bộ quy tắc nhỏ: small 1, as of 2026-11-22, for DataFusion.
-- Made by `sangloc sql`, reads profiles and gives a row a profile: outcome, points,
-- whether answers can still change the points, and the verdict on every criterion.
WITH
  "answers" AS (
    SELECT
      "#id" AS "id",
      COALESCE("project.track" IN ('zone', 'open_land'), "project.track" IS NULL)
        AND COALESCE(array_has_all(make_array('assembly', 'packing', 'dyeing', 'smelting'), "project.processes"), "project.processes" IS NULL)
        AND COALESCE("project.capital" = TRY_CAST("project.capital" AS DECIMAL(21, 6)) AND "project.capital" >= CAST('0' AS DECIMAL(1, 0)), "project.capital" IS NULL)
        AND COALESCE("project.fee" = TRY_CAST("project.fee" AS DECIMAL(21, 6)) AND "project.fee" >= CAST('0' AS DECIMAL(1, 0)), "project.fee" IS NULL)
        AND COALESCE("project.jobs" = TRY_CAST("project.jobs" AS DECIMAL(6, 0)) AND "project.jobs" >= CAST('0' AS DECIMAL(1, 0)) AND "project.jobs" <= CAST('100000' AS DECIMAL(6, 0)), "project.jobs" IS NULL)
        AND COALESCE("project.zone" IN ('EAST', 'WEST', 'NORTH'), "project.zone" IS NULL)
        AND COALESCE("project.land_area" = TRY_CAST("project.land_area" AS DECIMAL(11, 6)) AND "project.land_area" >= CAST('0' AS DECIMAL(1, 0)) AND "project.land_area" <= CAST('50000' AS DECIMAL(5, 0)), "project.land_area" IS NULL)
        AND COALESCE("project.built_area" = TRY_CAST("project.built_area" AS DECIMAL(21, 6)) AND "project.built_area" >= CAST('0' AS DECIMAL(1, 0)), "project.built_area" IS NULL)
        AND COALESCE("project.mangrove_area" = TRY_CAST("project.mangrove_area" AS DECIMAL(21, 6)) AND "project.mangrove_area" >= CAST('0' AS DECIMAL(1, 0)), "project.mangrove_area" IS NULL)
        AND COALESCE("environment.green_area" = TRY_CAST("environment.green_area" AS DECIMAL(9, 6)) AND "environment.green_area" >= CAST('0' AS DECIMAL(1, 0)) AND "environment.green_area" <= CAST('100' AS DECIMAL(3, 0)), "environment.green_area" IS NULL)
        AND COALESCE("environment.water" = TRY_CAST("environment.water" AS DECIMAL(21, 6)) AND "environment.water" >= CAST('0' AS DECIMAL(1, 0)), "environment.water" IS NULL) AS "readable",
      "project.track",
      "project.processes",
      TRY_CAST("project.capital" AS DECIMAL(21, 6)) AS "project.capital",
      TRY_CAST("project.fee" AS DECIMAL(21, 6)) AS "project.fee",
      TRY_CAST("project.jobs" AS DECIMAL(6, 0)) AS "project.jobs",
      "project.start",
      "project.zone",
      TRY_CAST("project.land_area" AS DECIMAL(11, 6)) AS "project.land_area",
      TRY_CAST("project.built_area" AS DECIMAL(21, 6)) AS "project.built_area",
      TRY_CAST("project.mangrove_area" AS DECIMAL(21, 6)) AS "project.mangrove_area",
      TRY_CAST("environment.green_area" AS DECIMAL(9, 6)) AS "environment.green_area",
      "environment.reviewed",
      TRY_CAST("environment.water" AS DECIMAL(21, 6)) AS "environment.water",
      CASE WHEN "project.zone" IN ('EAST') THEN CAST('120.5' AS DECIMAL(4, 1)) WHEN "project.zone" IN ('NORTH') THEN CAST('40' AS DECIMAL(2, 0)) END AS "zone.area",
      CASE WHEN "project.zone" IN ('WEST', 'NORTH') THEN FALSE WHEN "project.zone" IN ('EAST') THEN TRUE END AS "zone.sewer",
      CASE WHEN "project.zone" IN ('WEST') THEN make_array('assembly', 'dyeing') WHEN "project.zone" IN ('EAST') THEN make_array('assembly', 'packing') END AS "zone.welcomes"
    FROM "profiles"
  ),

  "criteria" AS (
    SELECT *,
      -- LAND-01 Không sử dụng rừng ngập mặn
      -- Quốc hội, Luật, Điều 6, 2020-11-17
      ("project.mangrove_area" = CAST('0' AS DECIMAL(1, 0))) AS "land-mangrove requires",
      -- LAND-02 Suất vốn trên mỗi héc-ta
      -- Báo Tỉnh, Quy hoạch, 2024-05-06
      -- Ngân hàng, Tỷ giá, 2024
      ("project.track" = 'zone') AS "capital-per-hectare applies",
      ((CASE WHEN ("project.capital" >= (CAST('6' AS DECIMAL(1, 0)) * NULLIF("project.land_area", 0))) THEN CAST('2.5' AS DECIMAL(2, 1)) WHEN ("project.capital" >= (CAST('3' AS DECIMAL(1, 0)) * NULLIF("project.land_area", 0))) THEN CAST('1' AS DECIMAL(1, 0)) WHEN ("project.capital" < (CAST('3' AS DECIMAL(1, 0)) * NULLIF("project.land_area", 0))) THEN CAST('0' AS DECIMAL(1, 0)) END) > CAST('0' AS DECIMAL(1, 0))) AS "capital-per-hectare requires",
      (CASE WHEN ("project.capital" >= (CAST('6' AS DECIMAL(1, 0)) * NULLIF("project.land_area", 0))) THEN CAST('2.5' AS DECIMAL(2, 1)) WHEN ("project.capital" >= (CAST('3' AS DECIMAL(1, 0)) * NULLIF("project.land_area", 0))) THEN CAST('1' AS DECIMAL(1, 0)) WHEN ("project.capital" < (CAST('3' AS DECIMAL(1, 0)) * NULLIF("project.land_area", 0))) THEN CAST('0' AS DECIMAL(1, 0)) END) AS "capital-per-hectare points",
      -- LAND-03 Mật độ xây dựng
      -- Báo Tỉnh, Quy hoạch, 2024-05-06
      ((("project.built_area" + ("project.mangrove_area" * CAST('10000' AS DECIMAL(5, 0)))) * CAST('100' AS DECIMAL(3, 0))) <= (CAST('70' AS DECIMAL(2, 0)) * (CAST('10000' AS DECIMAL(5, 0)) * NULLIF("project.land_area", 0)))) AS "built-share requires",
      ((((((("project.built_area" + ("project.mangrove_area" * CAST('10000' AS DECIMAL(5, 0)))) = (CAST('0' AS DECIMAL(1, 0)) * CAST('10000' AS DECIMAL(5, 0)))) IS NULL) OR (("project.land_area" = CAST('0' AS DECIMAL(1, 0))) IS NULL))))) AS "built-share asks",
      -- LAND-04 Mật độ lao động
      -- Báo Tỉnh, Quy hoạch, 2024-05-06
      ("project.jobs" >= ((CASE WHEN ("project.track" = 'zone') THEN CAST('50' AS DECIMAL(2, 0)) WHEN NOT ("project.track" = 'zone') THEN CAST('20' AS DECIMAL(2, 0)) END) * NULLIF("project.land_area", 0))) AS "job-density requires",
      -- MONEY-01 Phí không quá một phần nhỏ của vốn
      -- Báo Tỉnh, Quy hoạch, 2024-05-06
      (("project.fee" * CAST('100' AS DECIMAL(3, 0))) <= (("project.capital" * CAST('2' AS DECIMAL(1, 0))) * CAST('26000' AS DECIMAL(5, 0)))) AS "fee-share requires",
      -- MONEY-02 Chưa khởi công
      -- Quốc hội, Luật, Điều 6, 2020-11-17
      ("project.mangrove_area" = CAST('0' AS DECIMAL(1, 0))) AS "start-ahead applies",
      ("project.start" > DATE '2026-11-22') AS "start-ahead requires",
      -- PLACE-01 Công đoạn hợp với khu
      -- Báo Tỉnh, Quy hoạch, 2024-05-06
      ("project.track" = 'zone') AS "zone-branch applies",
      array_has_all("zone.welcomes", "project.processes") AS "zone-branch requires",
      ((("project.track" = 'zone') IS NULL) OR (("project.zone" IS NULL) OR ("project.processes" IS NULL))) AS "zone-branch asks",
      -- PLACE-02 Khu còn đủ đất
      -- Báo Tỉnh, Quy hoạch, 2024-05-06
      ("project.track" = 'zone') AS "zone-room applies",
      ("project.land_area" < "zone.area") AS "zone-room requires",
      ((("project.track" = 'zone') IS NULL) OR ((("project.land_area" = CAST('0' AS DECIMAL(1, 0))) IS NULL) OR ("project.zone" IS NULL))) AS "zone-room asks",
      -- PLACE-03 Không có công đoạn ô nhiễm, trừ khi đã xét
      -- Quốc hội, Luật, Điều 6, 2020-11-17
      (NOT array_has_any("project.processes", make_array('dyeing', 'smelting')) OR ("environment.reviewed" AND "zone.sewer")) AS "clean-process requires",
      -- PLACE-04 Tỷ lệ cây xanh
      -- Quốc hội, Luật, Điều 6, 2020-11-17
      (("environment.green_area" > CAST('10' AS DECIMAL(2, 0))) OR (NOT ("project.track" = 'zone'))) AS "green-area requires",
      -- PLACE-05 Ít nước và việc nhẹ
      -- Báo Tỉnh, Quy hoạch, 2024-05-06
      (("environment.green_area" > CAST('10' AS DECIMAL(2, 0))) OR (NOT ("project.track" = 'zone'))) AS "water-share applies",
      ((CASE WHEN NULLIF(("project.land_area" - "project.mangrove_area"), 0) > 0 THEN "environment.water" <= (CAST('60' AS DECIMAL(2, 0)) * NULLIF(("project.land_area" - "project.mangrove_area"), 0)) WHEN NULLIF(("project.land_area" - "project.mangrove_area"), 0) < 0 THEN "environment.water" >= (CAST('60' AS DECIMAL(2, 0)) * NULLIF(("project.land_area" - "project.mangrove_area"), 0)) END) AND array_has_any("project.processes", make_array('assembly', 'packing'))) AS "water-share requires"
    FROM "answers"
  ),

  "verdicts" AS (
    SELECT *,
      CASE WHEN NOT "readable" THEN NULL WHEN "land-mangrove requires" THEN 'met' WHEN NOT "land-mangrove requires" THEN 'unmet' ELSE 'unknown' END AS "land-mangrove",
      CASE WHEN NOT "readable" THEN NULL WHEN NOT "capital-per-hectare applies" THEN 'not_applicable' WHEN "capital-per-hectare applies" AND "capital-per-hectare requires" THEN 'met' WHEN "capital-per-hectare applies" AND NOT "capital-per-hectare requires" THEN 'unmet' ELSE 'unknown' END AS "capital-per-hectare",
      CASE WHEN NOT "readable" THEN NULL WHEN "built-share requires" THEN 'met' WHEN NOT "built-share requires" THEN 'unmet' ELSE 'unknown' END AS "built-share",
      CASE WHEN NOT "readable" THEN NULL WHEN "job-density requires" THEN 'met' WHEN NOT "job-density requires" THEN 'unmet' ELSE 'unknown' END AS "job-density",
      CASE WHEN NOT "readable" THEN NULL WHEN "fee-share requires" THEN 'met' WHEN NOT "fee-share requires" THEN 'unmet' ELSE 'unknown' END AS "fee-share",
      CASE WHEN NOT "readable" THEN NULL WHEN NOT "start-ahead applies" THEN 'not_applicable' WHEN "start-ahead applies" AND "start-ahead requires" THEN 'met' WHEN "start-ahead applies" AND NOT "start-ahead requires" THEN 'unmet' ELSE 'unknown' END AS "start-ahead",
      CASE WHEN NOT "readable" THEN NULL WHEN NOT "zone-branch applies" THEN 'not_applicable' WHEN "zone-branch applies" AND "zone-branch requires" THEN 'met' WHEN "zone-branch applies" AND NOT "zone-branch requires" THEN 'unmet' ELSE 'unknown' END AS "zone-branch",
      CASE WHEN NOT "readable" THEN NULL WHEN NOT "zone-room applies" THEN 'not_applicable' WHEN "zone-room applies" AND "zone-room requires" THEN 'met' WHEN "zone-room applies" AND NOT "zone-room requires" THEN 'unmet' ELSE 'unknown' END AS "zone-room",
      CASE WHEN NOT "readable" THEN NULL WHEN "clean-process requires" THEN 'met' WHEN NOT "clean-process requires" THEN 'unmet' ELSE 'unknown' END AS "clean-process",
      CASE WHEN NOT "readable" THEN NULL WHEN "green-area requires" THEN 'met' WHEN NOT "green-area requires" THEN 'unmet' ELSE 'unknown' END AS "green-area",
      CASE WHEN NOT "readable" THEN NULL WHEN NOT "water-share applies" THEN 'not_applicable' WHEN "water-share applies" AND "water-share requires" THEN 'met' WHEN "water-share applies" AND NOT "water-share requires" THEN 'unmet' ELSE 'unknown' END AS "water-share"
    FROM "criteria"
  )

SELECT
  "id",
  CASE
    WHEN NOT "readable" THEN 'unreadable'
    WHEN "land-mangrove" = 'unmet'
      OR "built-share" = 'unmet'
      OR "fee-share" = 'unmet'
      OR "start-ahead" = 'unmet'
      OR "zone-branch" = 'unmet'
      OR "clean-process" = 'unmet'
      OR "green-area" = 'unmet'
      THEN 'rejected'
    WHEN ("land-mangrove requires" IS NULL)
      OR ("built-share requires" IS NULL AND "built-share asks")
      OR ("fee-share requires" IS NULL)
      OR ((NOT "start-ahead applies" OR "start-ahead requires") IS NULL)
      OR ((NOT "zone-branch applies" OR "zone-branch requires") IS NULL AND "zone-branch asks")
      OR ((NOT "zone-room applies" OR "zone-room requires") IS NULL AND "zone-room asks")
      OR ("clean-process requires" IS NULL)
      OR ("green-area requires" IS NULL)
      THEN 'needs_answers'
    WHEN ("built-share requires" IS NULL AND NOT "built-share asks")
      OR ((NOT "zone-branch applies" OR "zone-branch requires") IS NULL AND NOT "zone-branch asks")
      OR "zone-room" = 'unmet'
      OR ((NOT "zone-room applies" OR "zone-room requires") IS NULL AND NOT "zone-room asks")
      THEN 'needs_review'
    ELSE 'accepted'
  END AS "outcome",
  CASE WHEN "readable" THEN CAST(CASE WHEN "capital-per-hectare applies" AND "capital-per-hectare points" IS NOT NULL THEN "capital-per-hectare points" ELSE 0 END AS DECIMAL(38, 10)) END AS "points",
  CASE WHEN "readable" THEN ("capital-per-hectare" = 'unknown') END AS "points_open",
  "land-mangrove",
  "capital-per-hectare",
  "built-share",
  "job-density",
  "fee-share",
  "start-ahead",
  "zone-branch",
  "zone-room",
  "clean-process",
  "green-area",
  "water-share"
FROM "verdicts"
