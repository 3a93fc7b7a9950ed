package dev.mensura.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.type.TimeSpan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparedTest {
  private static final Compared COMPARED = new Compared(ZoneId.of("Europe/Berlin"));

  @ParameterizedTest
  @CsvSource({
    "0.3, 0.30000000000000004, true",
    "0.3333, 0.3333333333333333, true",
    "0.333, 0.3333333333333333, false",
    "0.3333, 0.33336, false",
    "0.67, 0.6666666666666666, false",
    "1000000, 1000000.0001, true",
    "1000000, 1000001, false",
    "0, 5e-17, true",
    "0, 1e-6, false",
    "0.000000000001, 0.000000000002, false",
    "0, 0, true",
    "-2.5, -2.5, true",
    "1e20, 100000000000000000001, true",
    "1, NaN, false",
    "1, Infinity, false"
  })
  void aDoubleIsEqualToNineDigitsOrAsFarAsItIsWritten(
      BigDecimal expected, double found, boolean equal) {
    assertThat(COMPARED.matches(expected, found)).isEqualTo(equal);
  }

  @Test
  void aDecimalIsEqualExactly() {
    var found = new BigDecimal("12.340");
    assertThat(COMPARED.matches(new BigDecimal("12.34"), found)).isTrue();
    assertThat(COMPARED.matches(new BigDecimal("12.34000001"), found)).isFalse();
  }

  @Test
  void aTimeLiesInItsSpan() {
    var day =
        new TimeSpan.Fixed(LocalDateTime.of(2024, 3, 1, 0, 0), LocalDateTime.of(2024, 3, 2, 0, 0));
    assertThat(COMPARED.matches(day, LocalDate.of(2024, 3, 1))).isTrue();
    assertThat(COMPARED.matches(day, LocalDateTime.of(2024, 3, 1, 23, 59))).isTrue();
    assertThat(COMPARED.matches(day, LocalDateTime.of(2024, 3, 2, 0, 0))).isFalse();
    assertThat(COMPARED.matches(day, OffsetDateTime.parse("2024-02-29T23:30:00Z"))).isTrue();
  }

  @Test
  void nothingIsEqualToNullButNull() {
    assertThat(COMPARED.matches(null, null)).isTrue();
    assertThat(COMPARED.matches(null, BigDecimal.ZERO)).isFalse();
    assertThat(COMPARED.matches(BigDecimal.ZERO, null)).isFalse();
  }
}
