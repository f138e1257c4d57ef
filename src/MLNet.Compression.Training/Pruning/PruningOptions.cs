using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>What is removed of a model while it goes on learning from its teacher.</summary>
public class PruningOptions : TrainingOptions
{
    private static readonly ValueList<DistillationLoss> _usualLosses =
    [
        new PredictionLoss { Teachers = [0] },
        new HiddenStateLoss { Teachers = [1], Weight = 2 },
    ];

    private ValueList<PruningTarget> _further = [];
    private ValueList<DistillationLoss> _losses = _usualLosses;

    /// <summary>The share of the units to remove. Default 0.75.</summary>
    [Share(BelowOne = true)]
    public double Sparsity { get; set; } = 0.75;

    /// <summary>What is removed as a whole. Default blocks of <see cref="BlockShape.Kernel"/>, which make scoring faster.</summary>
    [Required]
    public PruningUnit Unit { get; set; } = PruningUnit.Blocks(BlockShape.Kernel);

    /// <summary>Further units, with targets of their own, removed in the same run. Default none.</summary>
    [Required]
    public IReadOnlyList<PruningTarget> Further
    {
        get => _further;
        set => _further = new ValueList<PruningTarget>(value ?? []);
    }

    /// <summary>What the model may cost, in int8 or as the run rounds it; null, the default, for none. With one, the sparsities say only how the removal is spread over units.</summary>
    public PruningBudget? Budget { get; set; }

    /// <summary>What units are worth. Default <see cref="PruningMeasure.RunningImportance"/>.</summary>
    [Required]
    public PruningMeasure Measure { get; set; } = PruningMeasure.RunningImportance();

    /// <summary>Among which units the weakest are chosen. Default <see cref="PruningRanking.PerMatrix"/>.</summary>
    public PruningRanking Ranking { get; set; } = PruningRanking.PerMatrix;

    /// <summary>How the share of removed units rises. Default <see cref="PruningRamp.Cubic"/>.</summary>
    [Required]
    public PruningRamp Ramp { get; set; } = PruningRamp.Cubic;

    /// <summary>The share of the steps before anything is removed. Default 0.</summary>
    [Share(BelowOne = true)]
    public double BeginShare { get; set; }

    /// <summary>The share of the steps after which the last unit is removed. What follows is recovery: masks stay, and the learning rate, constant until then, falls to 0. Default 0.6.</summary>
    [Share]
    public double RampShare { get; set; } = 0.6;

    /// <summary>Steps between two choices of the units. Default 20.</summary>
    [Range(1, int.MaxValue)]
    public int MaskInterval { get; set; } = 20;

    /// <summary>Weight of the group lasso Σ sqrt(elements) ‖unit‖₂ over blocks, rows, columns or neurons, which drives whole units towards zero until the ramp's end. Default 0.</summary>
    [Range(0.0, double.MaxValue)]
    public double GroupLassoWeight { get; set; }

    /// <summary>
    /// What the model minimises meanwhile, as in a <see cref="DistillationRecipe"/>. Teacher 0 is the teacher, or without one the model as it was
    /// before; teacher 1 is the model as it was before. Default: the teacher's predictions, and twice the hidden states of the model as it was.
    /// </summary>
    [Required]
    [MinLength(1)]
    public IReadOnlyList<DistillationLoss> Losses
    {
        get => _losses;
        set => _losses = new ValueList<DistillationLoss>(value ?? []);
    }

    /// <summary>All that is removed.</summary>
    internal IReadOnlyList<PruningTarget> Targets => [new PruningTarget(Unit, Sparsity), .. Further];
}
