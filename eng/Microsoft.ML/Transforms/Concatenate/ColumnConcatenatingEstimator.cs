using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly string _output;
    private readonly string[] _inputs;

    internal ColumnConcatenatingEstimator(string outputColumnName, params string[] inputColumnNames)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentNullException.ThrowIfNull(inputColumnNames);
        if (inputColumnNames.Length == 0 || inputColumnNames.Any(string.IsNullOrEmpty))
            throw new ArgumentException("At least one input column is needed, and no name may be empty.", nameof(inputColumnNames));
        _output = outputColumnName;
        _inputs = [.. inputColumnNames];
    }

    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var transformer = new ColumnConcatenatingTransformer(_output, _inputs);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var sources = _inputs.Select(name => SchemaMismatch.Require(inputSchema, name)).ToArray();
        var first = sources[0];
        foreach (var source in sources)
        {
            if (!source.ItemType.Equals(first.ItemType) || source.IsKey != first.IsKey)
                throw SchemaMismatch.Type(nameof(inputSchema), "input", source.Name, first.GetTypeString(), source.GetTypeString());
        }
        var kind = sources.Any(source => source.Kind == SchemaShape.Column.VectorKind.VariableVector)
            ? SchemaShape.Column.VectorKind.VariableVector
            : SchemaShape.Column.VectorKind.Vector;
        return inputSchema.With([new SchemaShape.Column(_output, kind, first.ItemType, first.IsKey, AnnotationsOf(sources, kind))]);
    }

    private static SchemaShape AnnotationsOf(SchemaShape.Column[] sources, SchemaShape.Column.VectorKind kind)
    {
        var annotations = new List<SchemaShape.Column>();
        if (sources.All(source => source.Annotations.TryFindColumn(AnnotationKinds.IsNormalized, out _)))
            annotations.Add(new SchemaShape.Column(AnnotationKinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false));
        if (kind == SchemaShape.Column.VectorKind.Vector && sources.Any(HasSlotNames))
            annotations.Add(new SchemaShape.Column(AnnotationKinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false));
        return new SchemaShape(annotations);
    }

    private static bool HasSlotNames(SchemaShape.Column source) =>
        source.Kind == SchemaShape.Column.VectorKind.Scalar || source.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out _);
}
