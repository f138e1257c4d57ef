using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

/// <summary>How heads and feed-forward neurons are removed without training.</summary>
public class QuickPruningOptions
{
    /// <summary>The share of the layers' multiply-adds to remove. Default 0.5.</summary>
    [Share(BelowOne = true)]
    public double Share { get; set; } = 0.5;

    /// <summary>What the model may cost in int8, instead of a share: as little goes as keeps the budget; null, the default, for none.</summary>
    public PruningBudget? Budget { get; set; }

    /// <summary>The most rows to look at: a seeded sample where there are more. Default 2048.</summary>
    [Range(1, int.MaxValue)]
    public int Rows { get; set; } = 2048;

    /// <summary>Whether units are judged by the loss of the rows' labels; otherwise by what the model itself predicts, and labels are not read. Default false.</summary>
    public bool UseLabels { get; set; }

    /// <summary>Tokens of a usual text, so that a head's work of comparing tokens counts among its multiply-adds; 0, the default, to count weights alone.</summary>
    [Range(0, int.MaxValue)]
    public int TypicalTokens { get; set; }

    /// <summary>How strongly the refit holds on to the weights as they were: the ridge as a share of the features' mean square. Default 0.001.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public double Damping { get; set; } = 0.001;
}
