using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed partial class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    private readonly InputOutputColumnPair[] _columns;
    private readonly KeyMapOptions _options;
    private readonly IDataView _keyData;

    internal ValueToKeyMappingEstimator(InputOutputColumnPair[] columns, KeyMapOptions options, IDataView keyData)
    {
        if (keyData is not null && keyData.Schema.Count(column => !column.IsHidden) != 1)
            throw new ArgumentOutOfRangeException(nameof(keyData), "Key data must contain exactly one column");
        _columns = columns;
        _options = options;
        _keyData = keyData;
    }

    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema.Column[] sources = [.. _columns.Select(pair => SchemaMismatch.Require(input.Schema, pair.InputColumnName))];
        foreach (var source in sources)
            CheckType(source);
        var maps = _keyData is null ? KeyMapTraining.Train(input, sources, _options) : TakeKeyData(sources);
        return new ValueToKeyMappingTransformer(_columns, maps, _options.AnnotateAsText);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair => ShapeOf(SchemaMismatch.Require(inputSchema, pair.InputColumnName), pair.OutputColumnName)));
    }

    private SchemaShape.Column ShapeOf(SchemaShape.Column source, string name)
    {
        if (source.IsKey || !KeyMap.CanMap(source.ItemType))
            throw SchemaMismatch.Type("inputSchema", "input", source.Name, KeyMap.MappableTypes, source.GetTypeString());
        var valueType = _options.AnnotateAsText ? TextDataViewType.Instance : source.ItemType;
        var annotations = new List<SchemaShape.Column>
        {
            new(AnnotationKinds.KeyValues, SchemaShape.Column.VectorKind.Vector, valueType, false),
        };
        if (source.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out var slotNames))
            annotations.Add(slotNames);
        return new SchemaShape.Column(name, source.Kind, NumberDataViewType.UInt32, true, new SchemaShape(annotations));
    }

    private KeyMap[] TakeKeyData(DataViewSchema.Column[] sources)
    {
        var column = _keyData.Schema.Single(candidate => !candidate.IsHidden);
        CheckType(column);
        var options = _options with { MaximumCount = int.MaxValue };
        var map = KeyMapTraining.Train(_keyData, [column], options)[0];
        foreach (var source in sources)
        {
            if (!KeyMap.ItemTypeOf(source.Type).Equals(map.ItemType))
                throw SchemaMismatch.Type("input", "input", source.Name, map.ItemType.ToString(), source.Type.ToString());
        }
        return [.. sources.Select(_ => map)];
    }

    private static void CheckType(DataViewSchema.Column column)
    {
        if (!KeyMap.CanMap(KeyMap.ItemTypeOf(column.Type)))
            throw SchemaMismatch.Type("input", "input", column.Name, KeyMap.MappableTypes, column.Type.ToString());
    }
}
