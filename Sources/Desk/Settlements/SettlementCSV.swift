import CSV
import Kernel

/// A partner's month as a file: UTF-8 with a byte order mark, so that Excel reads it; lines end in CRLF; what a
/// spreadsheet would run is made harmless (`FormulaGuard`). Of a closed month always the same bytes.
public enum SettlementCSV {
    /// One row a line; a line without a price has neither price nor amount.
    public static func lines(of settlement: Settlement) -> [UInt8] {
        var writer = CSVWriter(byteOrderMark: true)
        writer.write([
            "location", "location_name", "service", "kind", "month", "unit_price", "quantity", "credits", "amount",
            "currency",
        ])
        for line in settlement.lines {
            func decimal(_ amount: Int64?) -> String {
                amount.map { Money(amount: $0, currency: settlement.currency).decimal() } ?? ""
            }
            writer.write([
                line.locationCode.text,
                line.locationName,
                line.service.text,
                line.kind.rawValue,
                line.month.description,
                decimal(line.unitPrice),
                String(line.quantity),
                line.credits.description,
                decimal(line.amount),
                settlement.currency.code,
            ])
        }
        return writer.takeBytes()
    }
}
