namespace MLNet.Compression;

/// <summary>Where a student's first weights come from.</summary>
public enum StudentInitialization
{
    /// <summary>Normal numbers of deviation 0.02, as BERT.</summary>
    Random = 0,

    /// <summary>The teacher's mapped layers, reduced to the student's sizes by keeping the strongest features, heads and neurons (Extract-Then-Distil, Chen et al. 2021). Whatever the teacher lacks is random.</summary>
    Extract = 1,
}
