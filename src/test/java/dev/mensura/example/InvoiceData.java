package dev.mensura.example;

import static java.util.Arrays.asList;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Invoices with their lines, the products on them and the rates of their currencies. */
final class InvoiceData {
  private static final int INVOICES = 1500;

  private record Product(String sku, String name, String family, int cents) {}

  private static final List<Product> PRODUCTS =
      List.of(
          new Product("PL-001", "Pro seat", "platform", 900),
          new Product("PL-002", "Team seat", "platform", 2900),
          new Product("PL-003", "Enterprise seat", "platform", 9900),
          new Product("AD-001", "Audit log", "addon", 4900),
          new Product("AD-002", "Single sign-on", "addon", 9900),
          new Product("AD-003", "Extra storage", "addon", 500),
          new Product("SV-001", "Onboarding", "services", 50000),
          new Product("SV-002", "Training day", "services", 120000),
          new Product("SV-003", "Data import", "services", 35000));

  private final Draw draw = new Draw(5);
  private final Csv lines =
      new Csv("invoice_id", "line_no", "sku", "quantity", "unit_price", "discount");

  /** The files of this part by table name. */
  static Map<String, String> tables() {
    InvoiceData data = new InvoiceData();
    String invoices = data.invoices();
    return Map.of(
        "invoices", invoices,
        "invoice_lines", data.lines.text(),
        "products", products(),
        "fx_rates", data.rates());
  }

  private String invoices() {
    Csv csv =
        new Csv(
            "invoice_id",
            "billed_to_id",
            "sold_by_id",
            "currency",
            "status",
            "amount",
            "issued_on",
            "due_on",
            "paid_on");
    for (int id = 1; id <= INVOICES; id++) {
      BigDecimal amount = lines(id);
      String status =
          draw.pick(List.of("paid", "paid", "paid", "paid", "paid", "open", "void", "draft"));
      LocalDate issued = issued(id);
      LocalDate due = issued == null ? null : issued.plusDays(30);
      csv.row(
          id,
          billedTo(id),
          draw.chance(70) ? null : draw.between(1, 12),
          draw.pick(List.of("USD", "USD", "USD", "EUR", "EUR", "GBP")),
          status,
          id % 211 == 0 ? null : amount,
          issued,
          due,
          status.equals("paid") ? paid(issued) : null);
    }
    return csv.text();
  }

  /** Writes the lines of one invoice and adds them up; a credit note takes back what it lists. */
  private BigDecimal lines(int invoice) {
    boolean credit = invoice % 17 == 0;
    int count = invoice % 59 == 0 ? 0 : draw.between(1, draw.between(1, 5));
    BigDecimal total = BigDecimal.valueOf(0, 2);
    for (int line = 1; line <= count; line++) {
      Product product = draw.pick(PRODUCTS);
      int most = product.family().equals("services") ? 2 : 25;
      int quantity = draw.between(1, draw.between(1, most)) * (credit ? -1 : 1);
      BigDecimal price = BigDecimal.valueOf(product.cents(), 2);
      BigDecimal gross = price.multiply(BigDecimal.valueOf(quantity));
      BigDecimal discount =
          draw.chance(80)
              ? null
              : gross.multiply(new BigDecimal("0.1")).setScale(2, RoundingMode.HALF_UP);
      lines.row(invoice, line, sku(product, invoice + line), quantity, price, discount);
      total = total.add(gross).subtract(discount == null ? BigDecimal.ZERO : discount);
    }
    return total;
  }

  private static @Nullable String sku(Product product, int n) {
    if (n % 101 == 0) {
      return null;
    }
    return n % 103 == 0 ? "XX-999" : product.sku(); // a product that left the list
  }

  private @Nullable Integer billedTo(int id) {
    if (id % 131 == 0) {
      return 9005; // no such company
    }
    return draw.unless(2, draw.between(1, draw.between(5, CompanyData.COMPANIES)));
  }

  private @Nullable LocalDate issued(int id) {
    if (id % 199 == 0) {
      return null;
    }
    if (id % 180 == 1) {
      return LocalDate.of(2024, 2, 29);
    }
    LocalDate day = draw.growingDay();
    // Billing likes the end of a month.
    return draw.chance(30) ? YearMonth.from(day).atEndOfMonth() : day;
  }

  private @Nullable LocalDate paid(@Nullable LocalDate issued) {
    if (issued == null) {
      return null;
    }
    LocalDate day = issued.plusDays(draw.between(0, 60));
    return day.isAfter(Draw.LAST_DAY) ? null : day;
  }

  private static String products() {
    Csv csv = new Csv("product_id", "sku", "name", "family", "list_price");
    int id = 1;
    for (Product product : PRODUCTS) {
      csv.row(
          id++,
          product.sku(),
          product.name(),
          product.family(),
          BigDecimal.valueOf(product.cents(), 2));
    }
    csv.row(id, "AD-004", "White label", null, null); // never sold
    return csv.text();
  }

  private String rates() {
    Csv csv = new Csv("currency", "rate_month", "rate");
    for (YearMonth month = YearMonth.of(2023, 1);
        month.getYear() < 2025;
        month = month.plusMonths(1)) {
      for (String currency : asList("USD", "EUR", "GBP")) {
        int rate =
            switch (currency) {
              case "EUR" -> draw.between(1_040_000, 1_120_000);
              case "GBP" -> draw.between(1_210_000, 1_340_000);
              default -> 1_000_000;
            };
        // One rate was never entered.
        if (!(currency.equals("GBP") && month.equals(YearMonth.of(2023, 5)))) {
          csv.row(currency, month.atDay(1), BigDecimal.valueOf(rate, 6));
        }
      }
    }
    return csv.text();
  }
}
