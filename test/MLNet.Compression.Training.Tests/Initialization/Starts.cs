using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Tests.Initialization;

/// <summary>Starts of students in tests.</summary>
internal static class Starts
{
    /// <summary>Makes a start from a teacher on 40 rows.</summary>
    public static ExtractedFeatures? Apply(this StudentInitialization start, TextModel teacher, TextModel student, int seed = 1, int threads = 2) =>
        start.Apply(new StudentStart(teacher, student, TinyModels.Data(40), new TrainingEnvironment(seed, threads)));

    /// <summary>How far a student's outputs are from its teacher's, relative to the largest one.</summary>
    public static double Difference(TextModel student, TextModel teacher) =>
        Deviation.Relative(TinyModels.Logits(student, TinyModels.Data(8)), TinyModels.Logits(teacher, TinyModels.Data(8)));
}
