using Microsoft.ML;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression.Scoring;

/// <summary>The active columns of a scored row: those passed on from the input, and score and predicted label.</summary>
internal sealed class ScoredColumns
{
    private readonly TextModelMapper _mapper;
    private readonly DataViewRow _input;
    private readonly IScoreSource? _scores;
    private readonly bool[] _active;

    /// <param name="mapper">The schemas.</param>
    /// <param name="input">The row of the input schema.</param>
    /// <param name="active">The columns of the output schema that are active.</param>
    /// <param name="scores">Where probabilities come from; null where neither score nor predicted label is active.</param>
    public ScoredColumns(TextModelMapper mapper, DataViewRow input, IEnumerable<DataViewSchema.Column> active, IScoreSource? scores)
    {
        _mapper = mapper;
        _input = input;
        _scores = scores;
        _active = new bool[mapper.OutputSchema.Count];
        foreach (var column in active)
        {
            _active[column.Index] = true;
        }
    }

    public bool IsActive(DataViewSchema.Column column) => column.Index >= 0 && column.Index < _active.Length
        ? _active[column.Index]
        : throw new ArgumentOutOfRangeException(nameof(column), $"There is no column {column.Index}.");

    public ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsActive(column))
        {
            throw new ArgumentOutOfRangeException(nameof(column), "requested column not active");
        }

        if (column.Index < _mapper.InputSchema.Count)
        {
            return _input.GetGetter<TValue>(_mapper.InputSchema[column.Index]);
        }

        return _mapper.Columns.GetterOf(column.Index - _mapper.ScoreIndex, _scores!) as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Invalid TValue: '{typeof(TValue)}', expected type: '{_mapper.OutputSchema[column.Index].Type.RawType}'.");
    }
}
