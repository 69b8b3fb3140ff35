package hearth.store;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// How properties and their values stand in the columns of a table: truths as 0 and 1, numbers as REAL, words as TEXT. What is damaged is
/// empty.
final class Columns {

    private Columns() {
    }

    static Optional<PropertyRef> property(ResultSet row) throws SQLException {
        try {
            return Optional.of(new PropertyRef(new DeviceId(row.getString(1)), row.getString(2), row.getString(3)));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    static void set(PreparedStatement statement, long... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setLong(i + 1, values[i]);
        }
    }

    static void set(PreparedStatement statement, int index, Value value) throws SQLException {
        switch (value) {
            case Value.Truth(var truth) -> statement.setInt(index, truth ? 1 : 0);
            case Value.Numeric(var number) -> statement.setDouble(index, number);
            case Value.Text(var text) -> statement.setString(index, text);
        }
    }

    static Optional<Value> value(ResultSet row, int column) throws SQLException {
        return switch (row.getObject(column)) {
            case Integer truth -> Optional.of(new Value.Truth(truth != 0));
            case Double number when Double.isFinite(number) -> Optional.of(new Value.Numeric(number));
            case String text -> Optional.of(new Value.Text(text));
            case null, default -> Optional.empty();
        };
    }
}
