namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    public sealed class Range
    {
        public int Min;
        public int? Max;
        public bool AutoEnd;
        public bool VariableEnd;
        public bool AllOther;
        public bool ForceVector;

        public Range()
        {
        }

        public Range(int index)
            : this(index, index)
        {
        }

        /// <summary>Fields from <paramref name="min"/> to <paramref name="max"/> inclusive; null means to the end of the line.</summary>
        public Range(int min, int? max)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(min);
            if (max < min)
                throw new ArgumentOutOfRangeException(nameof(max), "If specified, max must be greater than or equal to min.");

            Min = min;
            Max = max;
            AutoEnd = max == null;
        }
    }
}
