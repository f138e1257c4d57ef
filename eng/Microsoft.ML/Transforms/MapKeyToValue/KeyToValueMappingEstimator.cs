using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class KeyToValueMappingEstimator : TrivialEstimator<KeyToValueMappingTransformer>
{
    private readonly InputOutputColumnPair[] _columns;

    internal KeyToValueMappingEstimator(InputOutputColumnPair[] columns)
        : base(new KeyToValueMappingTransformer(columns)) => _columns = columns;

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair => ShapeOf(SchemaMismatch.Require(inputSchema, pair.InputColumnName), pair.OutputColumnName)));
    }

    private static SchemaShape.Column ShapeOf(SchemaShape.Column source, string name)
    {
        if (!source.IsKey)
            throw SchemaMismatch.Type("inputSchema", "input", source.Name, "KeyType", source.GetTypeString());
        if (!source.Annotations.TryFindColumn(AnnotationKinds.KeyValues, out var values))
            throw KeyToValueMappingTransformer.NoKeyValues(source.Name);
        SchemaShape annotations = null;
        if (source.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out var slotNames))
            annotations = new SchemaShape([slotNames]);
        return new SchemaShape.Column(name, source.Kind, values.ItemType, values.IsKey, annotations);
    }
}
