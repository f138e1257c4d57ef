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
    /// <param name="checkShape">Called with the shape of the model that this stage will leave, before anything is trained.</param>
    /// <param name="cancellationToken">Stops them.</param>
    StageState FitStage(IDataView input, Action<BertShape> checkShape, CancellationToken cancellationToken);

    /// <summary>The columns that the transformer will have.</summary>
    SchemaShape GetOutputSchema(SchemaShape inputSchema);
}
