using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Training.Remembering;

namespace MLNet.Compression;

/// <summary>How a student learns from its teachers.</summary>
public class DistillationOptions : TrainingOptions
{
    /// <summary>What the student minimises, and where it starts. Default <see cref="DistillationRecipe.Joint"/>.</summary>
    [Required]
    public DistillationRecipe Recipe { get; set; } = DistillationRecipe.Joint;

    /// <summary>
    /// Megabytes in which teachers' outputs are remembered where rows come again, so that they are computed once; 0 for none. What there is no
    /// room for is computed again. Predictions are remembered bit by bit; states only with <see cref="RememberStates"/>. Default 256.
    /// </summary>
    [Range(0, 1_000_000)]
    [MayDifferOnResume]
    public int TeacherMemoryMegabytes { get; set; } = 256;

    /// <summary>
    /// Whether teachers' embeddings, hidden states and attention scores are remembered too, as fp16: a row of 32 tokens takes some 250 kB of
    /// five states and 12 heads of four layers of 384. Their values are fp16 then wherever they come from, so that the limit changes nothing. Default false.
    /// </summary>
    public bool RememberStates { get; set; }

    /// <summary>Whether the outputs are remembered in a file in <see cref="TrainingOptions.ResumeFolder"/>, or in the system's folder for temporary files, instead of in memory. It goes with the stage. Default false.</summary>
    [MayDifferOnResume]
    public bool RememberInFile { get; set; }

    internal MemoryPlan Memory => new(TeacherMemoryMegabytes * 1_000_000L, RememberStates, RememberInFile);
}
