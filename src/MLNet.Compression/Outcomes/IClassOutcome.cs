using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;

namespace MLNet.Compression.Outcomes;

/// <summary>An outcome that is one of some classes.</summary>
internal interface IClassOutcome
{
    /// <summary>The names of the columns.</summary>
    TextColumns Columns { get; }

    /// <summary>The names of the classes, in the order of the model's outputs.</summary>
    IReadOnlyList<string> Labels { get; }

    /// <summary>Reads rows, whose labels are matched with the classes by name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">A label was never seen in training.</exception>
    LabeledTexts<int> ReadLabeled(IDataView data, CancellationToken cancellationToken);
}
