using MLNet.Compression.Training.Reports;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Loop;

/// <summary>Keeps losses and scores of a stage in a bounded number of points. They are part of the run's state, so that a resumed run has the whole curve.</summary>
/// <param name="totalSteps">Steps of the stage.</param>
internal sealed class CurveRecorder(long totalSteps) : IResumable
{
    /// <summary>The most points of each kind.</summary>
    public const int MostPoints = 200;

    private readonly long _stepsOfPoint = Math.Max(1, (totalSteps + MostPoints - 1) / MostPoints);
    private readonly List<LossPoint> _losses = [];
    private readonly List<ScorePoint> _scores = [];
    private long _scoreInterval = 1;
    private long _evaluations;
    private double _sum;
    private long _steps;
    private long _lastStep;

    /// <summary>The points so far.</summary>
    public LearningCurve Curve => new([.. _losses, .. _steps > 0 ? [OpenPoint] : (LossPoint[])[]], _scores);

    private LossPoint OpenPoint => new(_lastStep, SignificantDigits.Of(_sum / _steps));

    /// <summary>Takes in the loss of a step.</summary>
    /// <param name="step">Steps done, this one included.</param>
    /// <param name="loss">Its loss.</param>
    public void Add(long step, double loss)
    {
        (_lastStep, _sum, _steps) = (step, _sum + loss, _steps + 1);
        if (step % _stepsOfPoint == 0)
        {
            _losses.Add(OpenPoint);
            (_sum, _steps) = (0, 0);
        }
    }

    /// <summary>Takes in an evaluation.</summary>
    /// <param name="step">Steps done before it.</param>
    /// <param name="score">How the model did.</param>
    public void Add(long step, ValidationScore score)
    {
        // The last evaluation is always there; one that does not fall on the interval gives way to the next.
        if (_scores.Count > 0 && (_evaluations - 1) % _scoreInterval != 0)
        {
            _scores.RemoveAt(_scores.Count - 1);
        }

        _evaluations++;
        _scores.Add(new ScorePoint(step, Rounded(score)));
        if (_scores.Count > MostPoints)
        {
            _scoreInterval *= 2;
            ScorePoint[] kept = [.. _scores.Where((_, i) => i % 2 == 0 || i == _scores.Count - 1)];
            _scores.Clear();
            _scores.AddRange(kept);
        }
    }

    public void Save(StateWriter writer)
    {
        writer.Write("window", [_sum, _steps, _lastStep]);
        writer.Write("evaluations", [_evaluations, _scoreInterval]);
        writer.Write("loss steps", [.. _losses.Select(point => point.Step)]);
        writer.Write("losses", [.. _losses.Select(point => point.Loss)]);
        writer.Write("score steps", [.. _scores.Select(point => point.Step)]);
        writer.Write("scores", [.. _scores.SelectMany(point => new[] { point.Validation.Score, point.Validation.Loss, point.Validation.TeacherAgreement ?? double.NaN })]);
    }

    public void Load(StateReader reader)
    {
        _losses.Clear();
        _scores.Clear();
        (_sum, _steps, _lastStep, _evaluations, _scoreInterval) = (0, 0, 0, 0, 1);
        if (!reader.Has("losses"))
        {
            return; // a state from before curves were kept
        }

        Span<double> window = [0, 0, 0];
        Span<long> evaluations = [0, 0];
        reader.Read("window", window);
        reader.Read("evaluations", evaluations);
        (_sum, _steps, _lastStep) = (window[0], (long)window[1], (long)window[2]);
        (_evaluations, _scoreInterval) = (evaluations[0], Math.Max(1, evaluations[1]));
        var (lossSteps, scoreSteps) = (reader.ReadInt64s("loss steps"), reader.ReadInt64s("score steps"));
        var (losses, scores) = (new double[lossSteps.Length], new double[3 * scoreSteps.Length]);
        reader.Read("losses", losses.AsSpan());
        reader.Read("scores", scores.AsSpan());
        _losses.AddRange(lossSteps.Zip(losses, (step, loss) => new LossPoint(step, loss)));
        _scores.AddRange(scoreSteps.Zip(scores.Chunk(3), (step, values) => new ScorePoint(step, new ValidationScore(values[0], values[1], double.IsNaN(values[2]) ? null : values[2]))));
    }

    private static ValidationScore Rounded(ValidationScore score) => new(
        SignificantDigits.Of(score.Score), SignificantDigits.Of(score.Loss), score.TeacherAgreement is { } agreement ? SignificantDigits.Of(agreement) : null);
}
