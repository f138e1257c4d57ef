using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Tasks;

/// <summary>Outputs of whole sequences, judged together.</summary>
/// <param name="task">Judges them.</param>
/// <param name="data">The rows.</param>
internal sealed class SequenceTally(SequenceTask task, ValidationData data) : ValidationTally
{
    private readonly List<float> _outputs = [];

    public override OutputNeeds Needs => OutputNeeds.OnlyLogits;

    public override void Add(ModelOutputs outputs, Targets targets) => _outputs.AddRange(outputs.Logits!.ValueSpan);

    public override ValidationScore Score()
    {
        float[] outputs = [.. _outputs];
        return outputs.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue)
            ? ValidationScore.Worst(data.Teacher is not null || data.TeacherValues is not null)
            : task.Judge(outputs, data);
    }
}
