using System.ComponentModel.DataAnnotations;

namespace MLNet.Compression;

/// <summary>How a student learns from its teachers.</summary>
public class DistillationOptions : TrainingOptions
{
    /// <summary>What the student minimises, and where it starts. Default <see cref="DistillationRecipe.Joint"/>.</summary>
    [Required]
    public DistillationRecipe Recipe { get; set; } = DistillationRecipe.Joint;
}
