using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class ColumnCopyingEstimator : TrivialEstimator<ColumnCopyingTransformer>
{
    private readonly InputOutputColumnPair[] _columns;

    internal ColumnCopyingEstimator(params InputOutputColumnPair[] columns)
        : base(new ColumnCopyingTransformer(columns)) => _columns = columns;

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair => Copy(SchemaMismatch.Require(inputSchema, pair.InputColumnName), pair.OutputColumnName)));
    }

    private static SchemaShape.Column Copy(SchemaShape.Column source, string name) =>
        new(name, source.Kind, source.ItemType, source.IsKey, source.Annotations);
}
