using Microsoft.ML;

namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>Distils students. The last one is kept: lines that differ in their bits alone share it.</summary>
internal sealed class FrontStudents : IDisposable
{
    private (FrontTask Task, int Rows, int Seed, string Shape)? _key;
    private TextModelTransformer? _last;

    /// <summary>A student of the sitting's teacher.</summary>
    /// <param name="sitting">What it learns from.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="recipe">The recipe.</param>
    /// <returns>The student, which stays this object's.</returns>
    public TextModelTransformer Of(FrontSitting sitting, string shape, DistillationRecipe recipe)
    {
        var key = (sitting.Task, sitting.Train.Count, sitting.Seed, shape);
        if (_last is null || _key != key)
        {
            _last?.Dispose();
            _last = sitting.Context.MulticlassClassification.Trainers.Distillation(sitting.Teacher.Value, new DistillationTrainer.Options
            {
                Student = StudentShape.Parse(shape),
                Recipe = recipe,
                Progress = sitting.Progress,
                CancellationToken = sitting.Stop,
            }).Fit(sitting.View);
            _key = key;
        }

        return _last;
    }

    public void Dispose() => _last?.Dispose();
}
