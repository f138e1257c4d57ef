using System.Collections;
using System.Diagnostics;

namespace Microsoft.ML;

[DebuggerDisplay("{ToString()}")]
public sealed partial class DataViewSchema : IReadOnlyList<DataViewSchema.Column>
{
    private readonly Column[] _columns;
    private readonly Dictionary<string, int> _indexByName = [];

    internal DataViewSchema(IReadOnlyList<DetachedColumn> columns)
    {
        // Of columns with one name the last is seen; the others are hidden.
        for (var index = 0; index < columns.Count; index++)
            _indexByName[columns[index].Name] = index;
        _columns = new Column[columns.Count];
        for (var index = 0; index < _columns.Length; index++)
        {
            var column = columns[index];
            _columns[index] = new Column(column.Name, index, _indexByName[column.Name] != index, column.Type, column.Annotations);
        }
    }

    public int Count => _columns.Length;

    public Column this[string name]
    {
        get
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            return _indexByName.TryGetValue(name, out var index)
                ? _columns[index]
                : throw new ArgumentOutOfRangeException(nameof(name), $"Column '{name}' not found");
        }
    }

    public Column this[int columnIndex]
    {
        get
        {
            if ((uint)columnIndex >= (uint)_columns.Length)
                throw new ArgumentOutOfRangeException(nameof(columnIndex));
            return _columns[columnIndex];
        }
    }

    public Column? GetColumnOrNull(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _indexByName.TryGetValue(name, out var index) ? _columns[index] : null;
    }

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() =>
        Count == 0 ? "{}" : $"{Count} columns: {{{string.Join(", ", _columns.Select(column => column.ToString()))}}}";
}
