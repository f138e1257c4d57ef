using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression.Stages;

/// <summary>One step on the way to a model. A later stage wraps the earlier one, goes on where it ended, and makes the only transformer.</summary>
internal interface ITextModelStage
{
    /// <summary>The host whose cancellation stops the stage; null where it is not known before the stage has run.</summary>
    IHost? Host => null;

    /// <summary>What the model predicts; null where that is not known before the stage has run.</summary>
    OutcomeKind? Predicts { get; }

    /// <summary>Runs this stage and those before it.</summary>
    /// <param name="input">The training data.</param>
    /// <param name="check">Called with what is known of the model that this stage will leave, before anything is trained.</param>
    /// <param name="cancellationToken">Stops them.</param>
    StageState FitStage(IDataView input, Action<StageModel> check, CancellationToken cancellationToken);

    /// <summary>As <see cref="FitStage"/>, but for a student to learn from: where nothing is trained, rows need no labels.</summary>
    StageState Teach(IDataView input, Action<StageModel> check, CancellationToken cancellationToken) => FitStage(input, check, cancellationToken);

    /// <summary>The columns that a student of this stage will have.</summary>
    SchemaShape GetTaughtSchema(SchemaShape inputSchema) => GetOutputSchema(inputSchema);

    /// <summary>The columns that the transformer will have.</summary>
    SchemaShape GetOutputSchema(SchemaShape inputSchema);
}
