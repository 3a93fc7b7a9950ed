package dev.mensura.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the data of the example project: two years of a software business that ends on 31 December
 * 2024, with the traps of real data. Keys are missing or lead nowhere, users do nothing, companies
 * have no users, texts are empty or absent, tags come in none and threes, amounts are negative,
 * times are unknown, and dates lie at the ends of months, on 29 February and in weeks of another
 * year.
 */
public final class ExampleData {
  private ExampleData() {}

  /** Writes the files to the folder named, {@code data} without one. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args.length > 0 ? args[0] : "data");
    Files.createDirectories(folder);
    for (var table : tables().entrySet()) {
      Files.writeString(folder.resolve(table.getKey() + ".csv"), table.getValue());
    }
  }

  /** The text of each CSV file by the name of its table. */
  static Map<String, String> tables() {
    Map<String, String> tables = new TreeMap<>();
    UserData users = new UserData();
    EventData events = new EventData(users);
    tables.putAll(CompanyData.tables());
    tables.put("users", users.text());
    tables.put("events", events.events());
    tables.put("tickets", events.tickets());
    tables.putAll(InvoiceData.tables());
    tables.put("subscriptions", ContractData.subscriptions());
    tables.put("ad_spend", ContractData.adSpend());
    return tables;
  }
}
