using System.Diagnostics;

namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>Distils students. The last one is kept: lines that differ in their bits alone share it.</summary>
internal sealed class FrontStudents : IDisposable
{
    private (FrontTask Task, int Rows, int Seed, string Shape)? _key;
    private TextModelTransformer? _last;
    private TimeSpan _took;

    /// <summary>A student of the sitting's teacher.</summary>
    /// <param name="sitting">What it learns from.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="recipe">The recipe.</param>
    /// <returns>The student, which stays this object's, and what it took if it was there already.</returns>
    public (TextModelTransformer Student, TimeSpan Before) Of(FrontSitting sitting, string shape, DistillationRecipe recipe)
    {
        var key = (sitting.Task, sitting.Train.Count, sitting.Seed, shape);
        if (_last is not null && _key == key)
        {
            return (_last, _took);
        }

        _last?.Dispose();
        var start = Stopwatch.GetTimestamp();
        _last = sitting.Context.MulticlassClassification.Trainers.Distillation(sitting.Teacher.Value, new DistillationTrainer.Options
        {
            Student = StudentShape.Parse(shape),
            Recipe = recipe,
            Progress = sitting.Progress,
            CancellationToken = sitting.Stop,
        }).Fit(sitting.View);
        (_key, _took) = (key, Stopwatch.GetElapsedTime(start));
        return (_last, TimeSpan.Zero);
    }

    public void Dispose() => _last?.Dispose();
}
