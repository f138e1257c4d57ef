using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression.Scoring;

/// <summary>A column of texts, and one of their vectors.</summary>
/// <param name="names">Their names.</param>
/// <param name="dimensions">Values of a vector.</param>
internal sealed class FeatureColumns(FeatureColumnNames names, int dimensions) : IModelColumns
{
    public TextColumnNames Texts { get; } = new(names.Text, Pair: null);

    /// <summary>The columns that an estimator promises.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The text column is missing or of another type.</exception>
    public static SchemaShape Promise(SchemaShape input, FeatureColumnNames names)
    {
        ArgumentNullException.ThrowIfNull(input);
        ColumnChecks.CheckTexts(input, [names.Text]);
        var features = MicrosoftMLInternals.CreateShapeColumn(names.Features, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false, annotations: null);
        return new SchemaShape([.. input.Where(column => column.Name != names.Features), features]);
    }

    public void AddTo(DataViewSchema.Builder schema, DataViewSchema input) => schema.AddColumn(names.Features, new VectorDataViewType(NumberDataViewType.Single, dimensions));

    public Delegate GetterOf(int column, IScoreSource scores) => VectorGetter.Of(scores, dimensions);
}
