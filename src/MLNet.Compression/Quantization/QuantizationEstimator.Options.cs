using System.ComponentModel.DataAnnotations;
using Microsoft.ML;
using MLNet.Compression.Quantization;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Quantization;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

public sealed partial class QuantizationEstimator
{
    /// <summary>How a model is quantised.</summary>
    public sealed class Options : IStageOptions, IValidatableObject
    {
        private QuantizationScheme? _scheme;

        /// <summary>The number format of the layers' weights. Default <see cref="QuantizationScheme.Int8"/>. With <see cref="EmbeddingScheme"/> the short form of a <see cref="Plan"/>.</summary>
        public QuantizationScheme Scheme
        {
            get => _scheme ?? QuantizationScheme.Int8;
            set => _scheme = value;
        }

        /// <summary>
        /// The number format of the embeddings, for instance <see cref="QuantizationScheme.ProductRows"/>; null, the default, for that of the layers' weights.
        /// </summary>
        public QuantizationScheme? EmbeddingScheme { get; set; }

        /// <summary>The number format of each part of the model; null, the default, for the one that <see cref="Scheme"/> and <see cref="EmbeddingScheme"/> make, which stay unset where there is one.</summary>
        public QuantizationPlan? Plan { get; set; }

        /// <summary>
        /// Formats that are chosen for each matrix by what it loses in them, within a budget of bytes; null, the default, for those that <see cref="Plan"/>, or <see cref="Scheme"/>
        /// and <see cref="EmbeddingScheme"/>, name, which stay unset where formats are chosen. <see cref="QuantizationTransformer.Allocation"/> and the report say what was chosen and why.
        /// </summary>
        public BitAllocation? Allocation { get; set; }

        /// <summary>
        /// How the trained weights are rounded where no training follows. Default <see cref="WeightRounding.Nearest"/>; with <see cref="WeightRounding.Calibrated"/> 4 bits and fewer
        /// lose less.
        /// </summary>
        public WeightRounding Rounding { get; set; } = WeightRounding.Nearest;

        /// <summary>Further training in which the model learns to bear the rounding, with its options; null, the default, rounds the trained weights and no more.</summary>
        public QuantizationOptions? QuantizationAwareTraining { get; set; }

        /// <summary>
        /// What is removed in the same run, with the losses that guide it; null, the default, for nothing. How it trains <see cref="QuantizationAwareTraining"/> says,
        /// where epochs and learning rate left open are those of pruning.
        /// </summary>
        public PruningOptions? Pruning { get; set; }

        /// <summary>Rows to measure the model on, for its report and while it is trained; null for those of the stage before, if it has any.</summary>
        [MayDifferOnResume]
        public IDataView? ValidationSet { get; set; }

        /// <summary>The seed; null, the default, for that of the stage before.</summary>
        [MayDifferOnResume]
        public int? Seed { get; set; }

        /// <summary>
        /// A fitted text model, or a fitted or loaded chain with one, that guides the stage as teacher 0; null, the default, for the teacher of the stages before,
        /// which a model that was saved and loaded has no more. It needs the model's pieces and its classes.
        /// </summary>
        [MayDifferOnResume]
        public ITransformer? Teacher { get; set; }

        /// <summary>Receives the state of the training a few times a second; null, the default, leaves it to <see cref="QuantizationAwareTraining"/>.</summary>
        [MayDifferOnResume]
        public IProgress<TrainingProgress>? Progress { get; set; }

        /// <summary>Threads to use, the caller's included; 0, the default, for as many as <see cref="QuantizationAwareTraining"/> says, or all processors.</summary>
        [Range(0, 1024)]
        [MayDifferOnResume]
        public int Threads { get; set; }

        /// <summary>Stops this stage and those before it; one that can't be cancelled, the default, leaves it to <see cref="QuantizationAwareTraining"/>.</summary>
        [MayDifferOnResume]
        public CancellationToken CancellationToken { get; set; }

        IProgress<TrainingProgress>? IStageOptions.Progress => Progress ?? QuantizationAwareTraining?.Progress;

        int IStageOptions.Threads => Threads > 0 ? Threads : QuantizationAwareTraining?.Threads ?? 0;

        CancellationToken IStageOptions.CancellationToken => CancellationToken.CanBeCanceled ? CancellationToken : QuantizationAwareTraining?.CancellationToken ?? default;

        TrainingOptions? IStageOptions.Training => QuantizationAwareTraining;

        internal Options Copied()
        {
            var copy = (Options)MemberwiseClone();
            copy.QuantizationAwareTraining = QuantizationAwareTraining?.Copied();
            copy.Pruning = Pruning?.Copied();
            return copy;
        }

        /// <summary>The plan, or the one that the schemes make; without meaning where formats are chosen.</summary>
        internal QuantizationPlan PlanOrSchemes => Plan ?? QuantizationPlan.Of(Scheme, EmbeddingScheme);

        /// <summary>Refuses a model that can't be rounded, or pruned, so.</summary>
        /// <exception cref="ArgumentException">It can't.</exception>
        internal void Check(BertShape shape)
        {
            if (Allocation is not null)
            {
                Allocation.Check(shape);
            }
            else if (PlanCheck.FaultFor(PlanOrSchemes, shape) is { } fault)
            {
                throw new ArgumentException(Plan is null ? $"{nameof(EmbeddingScheme)} is {EmbeddingScheme}. {fault}" : $"{nameof(Plan)}: {fault}");
            }

            if (Pruning is not null)
            {
                PruningRun.RequireLayers(shape);
            }
        }

        IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
        {
            var ofTraining = QuantizationAwareTraining is null ? [] : OptionsValidation.FaultsOf(QuantizationAwareTraining).Select(fault => $"{nameof(QuantizationAwareTraining)}.{fault}");
            var ofPruning = Pruning is null ? [] : JointPruningCheck.FaultsOf(Pruning, QuantizationAwareTraining);
            var ofBoth = Pruning is null || Allocation is not null || QuantizationRun.FaultOfSchemes(PlanOrSchemes) is not { } fault ? (string[])[] : [$"{nameof(Pruning)}: {fault}"];
            return ofTraining.Concat(ofPruning).Concat(ofBoth).Concat(FaultsOfFormats()).Concat(FaultsOfRounding()).Select(each => new ValidationResult(each));
        }

        private IEnumerable<string> FaultsOfRounding()
        {
            if (Rounding is null)
            {
                yield return $"{nameof(Rounding)} is null: take {nameof(WeightRounding)}.{nameof(WeightRounding.Nearest)}.";
            }
            else if (Rounding != WeightRounding.Nearest && QuantizationAwareTraining is not null)
            {
                yield return $"{nameof(Rounding)} is {Rounding}, but {nameof(QuantizationAwareTraining)} is set, which changes the weights: leave one of them unset.";
            }
        }

        private IEnumerable<string> FaultsOfFormats()
        {
            string[] schemes = [.. _scheme is null ? (string[])[] : [nameof(Scheme)], .. EmbeddingScheme is null ? (string[])[] : [nameof(EmbeddingScheme)]];
            if (Allocation is not null)
            {
                return OptionsValidation.FaultsOf(Allocation).Concat(Allocation.Faults()).Select(fault => $"{nameof(Allocation)}: {fault}")
                    .Concat(schemes.Concat(Plan is null ? [] : [nameof(Plan)]).Select(other => $"{nameof(Allocation)} is set, which chooses the formats, and {other} too: leave one of them unset."));
            }

            if (Plan is null)
            {
                return Scheme.IsForWords
                    ? [$"{nameof(Scheme)} is {Scheme}, which is for embeddings alone: set {nameof(EmbeddingScheme)} to it, and {nameof(Scheme)} to another one, such as {nameof(QuantizationScheme)}.{nameof(QuantizationScheme.Int8)}."]
                    : [];
            }

            return PlanCheck.FaultsOf(Plan).Select(fault => $"{nameof(Plan)}: {fault}").Concat(schemes.Select(other =>
                $"{nameof(Plan)} is set, and {other} too: leave {other} unset, or the plan, for example {nameof(QuantizationPlan)}.{nameof(QuantizationPlan.Of)}(scheme, embeddings) with what differs."));
        }
    }
}
