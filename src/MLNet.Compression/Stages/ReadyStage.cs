using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression.Stages;

/// <summary>Stages that have run, as the start of those that are chosen by what came of them.</summary>
/// <param name="state">What they left.</param>
/// <param name="model">What they said of it before.</param>
internal sealed class ReadyStage(StageState state, StageModel model) : ITextModelStage
{
    public IHost Host => state.Host;

    public OutcomeKind? Predicts => state.Outcome.Kind;

    public StageState FitStage(IDataView input, Action<StageModel> check, CancellationToken cancellationToken)
    {
        check(model);
        return state;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => state.Outcome.Kind.OutputShape(inputSchema, state.Outcome.Columns);
}
