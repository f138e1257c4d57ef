using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression.Scoring;

/// <summary>A column of texts, and what may stand at their masked places.</summary>
internal sealed class MaskColumns(MaskColumnNames names) : IModelColumns
{
    private const int PieceColumn = 0;

    public TextColumnNames Texts { get; } = new(names.Text, Pair: null);

    /// <summary>The columns that an estimator promises.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The text column is missing or of another type.</exception>
    public static SchemaShape Promise(SchemaShape input, MaskColumnNames names)
    {
        ArgumentNullException.ThrowIfNull(input);
        ColumnChecks.CheckTexts(input, [names.Text]);
        return new SchemaShape(
        [
            .. input.Where(column => column.Name != names.Pieces && column.Name != names.Score),
            MicrosoftMLInternals.CreateShapeColumn(names.Pieces, SchemaShape.Column.VectorKind.VariableVector, TextDataViewType.Instance, isKey: false, annotations: null),
            MicrosoftMLInternals.CreateShapeColumn(names.Score, SchemaShape.Column.VectorKind.VariableVector, NumberDataViewType.Single, isKey: false, annotations: null),
        ]);
    }

    public void AddTo(DataViewSchema.Builder schema, DataViewSchema input)
    {
        schema.AddColumn(names.Pieces, new VectorDataViewType(TextDataViewType.Instance));
        schema.AddColumn(names.Score, new VectorDataViewType(NumberDataViewType.Single));
    }

    public Delegate GetterOf(int column, IScoreSource scores) => column == PieceColumn
        ? (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> value) => Get(scores, ref value, piece => piece.Piece.AsMemory()))
        : (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Get(scores, ref value, piece => piece.Probability));

    private static void Get<T>(IScoreSource scores, ref VBuffer<T> value, Func<LikelyPiece, T> of)
    {
        var pieces = scores.Current<FilledMasks>().All;
        var editor = VBufferEditor.Create(ref value, pieces.Count);
        for (var place = 0; place < pieces.Count; place++)
        {
            editor.Values[place] = of(pieces[place]);
        }

        value = editor.Commit();
    }
}
