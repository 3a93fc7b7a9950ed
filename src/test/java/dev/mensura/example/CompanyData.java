package dev.mensura.example;

import static java.util.Arrays.asList;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Companies and their tags: the last ten companies never get a user, a third carries no tag. */
final class CompanyData {
  static final int COMPANIES = 160;
  static final int WITH_USERS = 150;

  private static final List<@Nullable String> INDUSTRIES =
      asList("tech", "tech", "tech", "retail", "retail", "finance", "health", "media", null);
  private static final List<@Nullable String> COUNTRIES =
      asList("US", "US", "US", "CA", "DE", "FR", "GB", "IN", "JP", "BR", "", null);
  private static final List<String> FIRST =
      List.of(
          "Blue", "North", "Golden", "Silent", "Rapid", "Little", "Grand", "Open", "Deep", "Fair");
  private static final List<String> SECOND =
      List.of("Harbor", "Forge", "Meadow", "Signal", "Lantern", "Orchard", "Summit", "Cedar");
  private static final List<String> LEGAL = List.of("Inc.", "Ltd", "GmbH", "& Co", "Labs", "Group");

  private final Draw draw = new Draw(1);

  /** The files of this part by table name. */
  static Map<String, String> tables() {
    CompanyData data = new CompanyData();
    return Map.of(
        "companies", data.companies(), "tags", data.tags(), "company_tags", data.companyTags());
  }

  private String companies() {
    Csv csv =
        new Csv(
            "company_id", "name", "industry", "country", "postal_code", "employees", "joined_on");
    Map<String, Integer> used = new HashMap<>();
    for (int id = 1; id <= COMPANIES; id++) {
      csv.row(
          id,
          name(id, used),
          draw.pick(INDUSTRIES),
          draw.pick(COUNTRIES),
          // Leading zeros: a postal code is a text, however much it looks like a number.
          draw.chance(10) ? null : String.format(Locale.ROOT, "%05d", draw.between(501, 99_950)),
          draw.chance(8) ? null : employees(id),
          joined(id));
    }
    return csv.text();
  }

  private String name(int id, Map<String, Integer> used) {
    if (id == 7) {
      return "Müller, Söhne & Co";
    }
    if (id == 8) {
      return "The \"Quote\" Company";
    }
    String name = draw.pick(FIRST) + " " + draw.pick(SECOND) + " " + draw.pick(LEGAL);
    int times = used.merge(name, 1, Integer::sum);
    // A few companies share a name, and are two companies all the same.
    return times > 2 ? name + " " + times : name;
  }

  private int employees(int id) {
    return switch (id) {
      case 10 -> 49;
      case 11 -> 50;
      case 12 -> 249;
      case 13 -> 250;
      default -> draw.between(1, draw.between(5, draw.between(30, 1500)));
    };
  }

  private LocalDate joined(int id) {
    return switch (id) {
      case 1 -> Draw.FIRST_DAY;
      case 2 -> LocalDate.of(2024, 2, 29);
      case 3 -> LocalDate.of(2023, 1, 31);
      case 4 -> Draw.LAST_DAY;
      default -> draw.growingDay();
    };
  }

  private static final List<String> TAGS =
      List.of(
          "vip", "at risk", "partner", "beta", "reference", "newsletter", "trade fair", "unused");

  private String tags() {
    Csv csv = new Csv("tag_id", "name", "category");
    List<@Nullable String> categories =
        asList("segment", "health", "segment", "segment", "health", "campaign", "campaign", null);
    for (int i = 0; i < TAGS.size(); i++) {
      csv.row(i + 1, TAGS.get(i), categories.get(i));
    }
    return csv.text();
  }

  private String companyTags() {
    Csv csv = new Csv("company_id", "tag_id");
    for (int company = 1; company <= COMPANIES; company++) {
      int count = draw.chance(35) ? 0 : draw.between(1, 3);
      List<Integer> left = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7));
      for (int i = 0; i < count; i++) {
        csv.row(company, left.remove(draw.between(0, left.size() - 1)));
      }
    }
    // A tag that was deleted, and a company that was.
    csv.row(5, 99);
    csv.row(9001, 1);
    return csv.text();
  }
}
