using System.Numerics.Tensors;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Tasks;

/// <summary>The share of sequences whose most probable start and end are both right, and the mean of −(log p[start] + log p[end]) / 2; nothing is kept but the sums.</summary>
internal sealed class AnswerTally : ValidationTally
{
    private long _rows;
    private long _right;
    private double _loss;

    public override OutputNeeds Needs => OutputNeeds.OnlyLogits;

    public override void Add(ModelOutputs outputs, Targets targets)
    {
        var layout = outputs.Layouts[^1];
        for (var sequence = 0; sequence < layout.SequenceCount; sequence++)
        {
            var answer = targets.Answers[sequence];
            var start = Judge(outputs, layout.StartOf(sequence), layout.LengthOf(sequence), column: 0, answer.Start);
            var end = Judge(outputs, layout.StartOf(sequence), layout.LengthOf(sequence), column: 1, answer.End);
            _right += start && end ? 1 : 0;
            _rows++;
        }
    }

    public override ValidationScore Score() => _rows == 0 || !double.IsFinite(_loss)
        ? ValidationScore.Worst(hasTeacher: false)
        : new ValidationScore(_right / (double)_rows, _loss / _rows, TeacherAgreement: null);

    private bool Judge(ModelOutputs outputs, int start, int length, int column, int right)
    {
        var scores = new float[length];
        for (var token = 0; token < length; token++)
        {
            scores[token] = outputs.Logits!.Value.RowSpan(start + token)[column];
        }

        var logProbabilities = new double[length];
        LogSoftmax.Row(scores, 1, logProbabilities);
        _loss -= logProbabilities[right] / 2;
        return TensorPrimitives.IndexOfMax<double>(logProbabilities) == right;
    }
}
