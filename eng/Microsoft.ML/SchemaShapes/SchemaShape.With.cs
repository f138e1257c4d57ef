namespace Microsoft.ML;

public sealed partial class SchemaShape
{
    /// <summary>This shape with columns put in place of those of the same name, or after the others.</summary>
    internal SchemaShape With(IEnumerable<Column> columns)
    {
        var all = _columns.ToList();
        foreach (var column in columns)
        {
            var index = all.FindIndex(other => other.Name == column.Name);
            if (index < 0)
                all.Add(column);
            else
                all[index] = column;
        }
        return new SchemaShape(all);
    }
}
