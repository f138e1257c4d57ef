using System.Numerics.Tensors;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Tasks;

/// <summary>What the outputs of a head mean: what they learn from, true targets or a teacher.</summary>
internal abstract class TextTask
{
    /// <summary>Whether softmax makes probabilities of the outputs; otherwise several teachers' outputs are averaged as they are.</summary>
    public virtual bool GivesProbabilities => true;

    /// <summary>The loss against the true targets.</summary>
    /// <param name="smoothing">ε of label smoothing.</param>
    /// <exception cref="ArgumentException">The task knows no label smoothing.</exception>
    public abstract ObjectiveTerm TargetTerm(double smoothing);

    /// <summary>The loss against the targets that some rows have.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="smoothing">ε of label smoothing.</param>
    /// <exception cref="ArgumentException">The task knows no label smoothing.</exception>
    public virtual ObjectiveTerm TargetTerm(TextDataset data, double smoothing) => TargetTerm(smoothing);

    /// <summary>The loss against a teacher's outputs.</summary>
    /// <param name="divergence">How the outputs are compared, if they are probabilities.</param>
    /// <param name="teacher">The teacher.</param>
    /// <param name="weight">The term's weight, before what makes up for the temperature.</param>
    /// <param name="temperature">The temperature of both sides' probabilities, if there are any.</param>
    public abstract WeightedTerm TeacherTerm(PredictionDivergence divergence, Teacher teacher, Schedule weight, Schedule temperature);

    /// <summary>
    /// Writes a random gradient of the outputs, independent for each row: with mean 0 and, as covariance, the Fisher information of what the model
    /// itself predicts. No target is read.
    /// </summary>
    /// <param name="tape">The pass.</param>
    /// <param name="outputs">The model's outputs, logits among them.</param>
    /// <param name="seed">What the random numbers depend on.</param>
    public abstract void WriteNoise(Tape tape, ModelOutputs outputs, ulong seed);

    /// <summary>Whether every row of a data set has a target that can be learnt.</summary>
    /// <exception cref="ArgumentException">One has not; the message names it.</exception>
    /// <exception cref="InvalidOperationException">The rows have targets of another kind.</exception>
    public abstract void RequireTargets(TextDataset data);

    /// <summary>The targets of a batch and, where one is missing, what a model itself predicts.</summary>
    /// <param name="targets">The batch's targets, of this task or none at all.</param>
    /// <param name="outputs">The model's outputs for the batch, logits among them.</param>
    /// <exception cref="InvalidOperationException">The rows have targets of another kind.</exception>
    public abstract Targets Complete(Targets targets, ModelOutputs outputs);

    /// <summary>The place of the largest logit of each row.</summary>
    protected static int[] LargestOf(ModelOutputs outputs)
    {
        var logits = outputs.Logits!;
        var places = new int[logits.Rows];
        for (var row = 0; row < places.Length; row++)
        {
            places[row] = TensorPrimitives.IndexOfMax<float>(logits.Value.RowSpan(row));
        }

        return places;
    }

    /// <summary>Starts to measure a model on validation rows; null where no one number says how well it does.</summary>
    public virtual ValidationTally? Tally(ValidationData data) => null;

    /// <summary>The usual loss against the outputs of a model that runs beside.</summary>
    public WeightedTerm TeacherTerm(TextModel teacher, double weight = 1, double temperature = 1) =>
        TeacherTerm(PredictionDivergence.CrossEntropy, new ModelTeacher(teacher), weight, temperature);

    protected static void RequireNoSmoothing(double smoothing)
    {
        if (smoothing != 0)
        {
            throw new ArgumentException($"Label smoothing ({smoothing}) is for classes of whole texts: set it to 0.", nameof(smoothing));
        }
    }
}
