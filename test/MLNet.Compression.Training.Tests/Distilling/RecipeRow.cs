using MLNet.Compression.Training.Tests.Models;

namespace MLNet.Compression.Training.Tests.Distilling;

/// <summary>A row of a batch as student and teacher see it, in double precision.</summary>
internal sealed record RecipeRow(DoubleOutputs Student, double[] StudentLogits, DoubleOutputs Teacher, double[] TeacherLogits, int Label)
{
    public int Tokens => Student.Embeddings.Length / RecipeEquations.Width;
}
