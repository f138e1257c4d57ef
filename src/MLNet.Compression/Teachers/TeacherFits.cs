using Microsoft.ML;
using MLNet.Compression.Stages;

namespace MLNet.Compression.Teachers;

/// <summary>Fits the text models among a student's teachers, none before all of them were looked at.</summary>
/// <remarks>
/// A stage says what its model will be before it trains it; at this moment the next stage is asked. So they end in the opposite order, for which the
/// last teacher is asked first. Stages of other libraries train before they say anything; they are asked last.
/// </remarks>
/// <param name="stages">The stages.</param>
/// <param name="rows">The training data.</param>
/// <param name="cancellationToken">Stops them.</param>
internal sealed class TeacherFits(IReadOnlyList<ITextModelStage> stages, IDataView rows, CancellationToken cancellationToken)
{
    private readonly StageModel?[] _models = new StageModel?[stages.Count];
    private readonly StageState?[] _states = new StageState?[stages.Count];
    private readonly int[] _order =
    [
        .. Enumerable.Range(0, stages.Count).Reverse().OrderBy(position => stages[position] is ForeignStage),
    ];

    /// <summary>Fits all.</summary>
    /// <param name="check">Called with what is known of all models, before any is trained.</param>
    public IReadOnlyList<StageState> Run(Action<IReadOnlyList<StageModel>> check)
    {
        Enter(0, check);
        return [.. _states.Select(state => state!)];
    }

    private void Enter(int depth, Action<IReadOnlyList<StageModel>> check)
    {
        if (depth == _order.Length)
        {
            check([.. _models.Select(model => model!)]);
            return;
        }

        var position = _order[depth];
        _states[position] = stages[position].Teach(rows, Next, cancellationToken);

        void Next(StageModel model)
        {
            _models[position] = model;
            Enter(depth + 1, check);
        }
    }
}
