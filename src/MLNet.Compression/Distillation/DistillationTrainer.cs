using Microsoft.ML;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Initialization;

namespace MLNet.Compression;

/// <summary>Trains a small text model to do as a larger one: TinyBERT's transformer distillation (Jiao et al. 2020).</summary>
/// <remarks>
/// <para>Made by <see cref="CompressionCatalog"/>.Distillation. A teacher given as an estimator is fitted first, on the data given to Fit and on
/// nothing else, so cross-validation leaks nothing.</para>
/// <para>Columns as those of <see cref="TextClassificationTrainer"/>, under the teacher's names; tokenizer and classes are the teacher's.</para>
/// </remarks>
public sealed partial class DistillationTrainer : CompressionEstimator<FullPrecisionTransformer>
{
    private readonly Options _options;

    internal DistillationTrainer(ITextModelStage teacher, Options options)
        : base(teacher, options) => _options = options.Copied();

    private protected override StageState RunStage(IDataView input, Action<BertShape> checkShape, StageSettings settings)
    {
        var state = Before.FitStage(input, CheckTeacher, settings.CancellationToken).WithSettings(settings);
        var teacher = state.Model;
        var student = TextModelFactory.CreateRandom(ShapeBeside(teacher.Shape), teacher.Tokenizer, teacher.Labels, teacher.MaxTokens, state.Seed.Value, teacher.HeadKind);
        state = state with { Model = student, Teacher = teacher };
        var options = _options.Copied();
        return state.Run("distil", ValueFormat.Float32, settings, options, environment => Distillation.Run(teacher, student, state.Data, options, environment));

        void CheckTeacher(BertShape shape)
        {
            var student = ShapeBeside(shape);
            RecipeCheck.Require(_options.Recipe, new LossCheck(student, [shape], HeadKind.Sequence));
            checkShape(student);
        }
    }

    private protected override FullPrecisionTransformer CreateTransformer(StageState state) => new(state.ToParts());

    /// <summary>The student's sizes with all else as the teacher has it.</summary>
    private BertShape ShapeBeside(BertShape teacher)
    {
        var student = _options.Student;
        var layer = new LayerShape(student.Heads, student.HiddenSize / student.Heads, student.FeedForwardSize);
        return teacher with
        {
            HiddenSize = student.HiddenSize,
            EmbeddingSize = student.HiddenSize,
            Layers = [.. Enumerable.Repeat(layer, student.Layers)],
            WeightsOfLayer = [],
        };
    }
}
