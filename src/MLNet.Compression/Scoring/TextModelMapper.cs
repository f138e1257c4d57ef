using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression.Scoring;

/// <summary>Binds a model to an input schema.</summary>
internal sealed class TextModelMapper : IRowToRowMapper
{
    private readonly DataViewSchema.Column[] _texts;

    public TextModelMapper(DataViewSchema input, IModelColumns columns, IRowScorer scorer)
    {
        InputSchema = input;
        OutputSchema = AddOutputs(input, columns);
        Columns = columns;
        Scorer = scorer;
        _texts = [.. columns.Texts.All.Select(name => input[name])];
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IModelColumns Columns { get; }

    public IRowScorer Scorer { get; }

    /// <summary>Input columns keep their indices; what is predicted follows.</summary>
    public int ScoreIndex => InputSchema.Count;

    /// <summary>The input columns that hold text.</summary>
    public IReadOnlyList<DataViewSchema.Column> Texts => _texts;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        ArgumentNullException.ThrowIfNull(dependingColumns);
        DataViewSchema.Column[] columns = [.. dependingColumns];
        var indices = PassedOn(columns).Concat(NeedsScores(columns) ? _texts : []).Select(column => column.Index);
        return [.. indices.Distinct().Order().Select(index => InputSchema[index])];
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(activeColumns);
        if (!ReferenceEquals(input.Schema, InputSchema))
        {
            throw new ArgumentException("The row's schema must be the very schema that the mapper is bound to.", nameof(input));
        }

        DataViewSchema.Column[] active = [.. activeColumns];
        var scores = NeedsScores(active) ? Scorer.OneByOne(input, this) : null;
        return new ScoredRow(input, OutputSchema, new ScoredColumns(this, input, active, scores));
    }

    /// <summary>Whether a predicted column is among the columns.</summary>
    public bool NeedsScores(IEnumerable<DataViewSchema.Column> columns) => columns.Any(column => column.Index >= ScoreIndex);

    /// <summary>The input columns that are among the output columns.</summary>
    public IEnumerable<DataViewSchema.Column> PassedOn(IEnumerable<DataViewSchema.Column> columns) =>
        columns.Where(column => column.Index < ScoreIndex).Select(column => InputSchema[column.Index]);

    private static DataViewSchema AddOutputs(DataViewSchema input, IModelColumns columns)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(input);
        columns.AddTo(schema, input);
        return schema.ToSchema();
    }
}
