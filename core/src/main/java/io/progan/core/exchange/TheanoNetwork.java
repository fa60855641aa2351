package io.progan.core.exchange;

import io.progan.core.network.Network;
import io.progan.core.network.family.Networks;
import io.progan.dataset.numpy.NpyArray;
import io.progan.presets.config.MinibatchAveraging;
import io.progan.presets.config.ModeRecoveryGeneratorConfig;
import io.progan.presets.config.TheanoGeneratorConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A network of the Theano implementation that came before the original release. Where the original
 * release has the same network, it becomes that; otherwise it becomes one of the kinds that have
 * what the original release dropped.
 */
final class TheanoNetwork {

  private static final String MODE_RECOVERY = "_mnist_mode_recovery";
  private static final List<String> PROGRESSIVE = List.of("_paper", "_progressive_8");

  /** Images in a group of the minibatch standard deviation: all of a minibatch then. */
  private static final int GROUP_SIZE = 16;

  /** The only values of options with which a network is one of the original release. */
  private static final Map<String, Object> RELEASED = released();

  private TheanoNetwork() {}

  private static Map<String, Object> released() {
    Map<String, Object> released = new LinkedHashMap<>();
    released.put("label_size", 0);
    released.put("use_batchnorm", false);
    released.put("use_layernorm", false);
    released.put("tanh_at_end", null);
    released.put("mbdisc_kernels", null);
    released.put("mbstat_avg", "all");
    return released;
  }

  /**
   * The same network as the original release would describe it, or as a kind of its own.
   *
   * @param state the pickled attributes
   * @param generator whether a generator is expected, rather than a discriminator
   * @throws ExchangeException if it is another network, or has options that cannot be kept
   */
  static OriginalNetwork convert(PickledState state, boolean generator) throws ExchangeException {
    Map<String, Object> options = state.options("build_func_spec");
    String kind = kind(state, options.remove("func"), generator);
    if (kind.equals(TheanoGeneratorConfig.KIND)) {
      options.remove("progressive"); // it always is
    }
    Object statistics = options.remove("mbstat_func");
    if (statistics != null && !statistics.equals("Tstdeps")) {
      throw state.problem(
          "option mbstat_func is %s; only Tstdeps can be imported".formatted(statistics));
    }
    if (kind.equals(TheanoGeneratorConfig.KIND) && isReleased(options)) {
      options.keySet().removeAll(RELEASED.keySet());
      options.remove("use_gdrop"); // noise while training; what is computed afterwards is the same
      options.put("fused_scale", false);
      options.put("mbstd_group_size", GROUP_SIZE);
    } else {
      keep(options, kind, generator);
    }
    OptionMapper mapper = new OptionMapper(state.where(), options);
    Network network =
        generator
            ? Networks.generator(mapper.generator(), mapper.shape())
            : Networks.discriminator(mapper.discriminator(), mapper.shape());
    Map<String, NpyArray> variables = new TheanoVariables(state).of(network);
    Map<String, Object> levels = state.options("toplevel_params");
    variables.put(OriginalNetwork.LOD, state.array("cur_lod", levels.get("cur_lod")));
    return new OriginalNetwork(options, variables);
  }

  private static String kind(PickledState state, Object function, boolean generator)
      throws ExchangeException {
    String letter = generator ? "G" : "D";
    if (Objects.equals(function, letter + MODE_RECOVERY)) {
      return ModeRecoveryGeneratorConfig.KIND;
    }
    if (PROGRESSIVE.stream().noneMatch(name -> Objects.equals(function, letter + name))) {
      throw state.problem(
          "is built by '%s', and only %s, %s or %s can be imported here"
              .formatted(
                  function,
                  letter + MODE_RECOVERY,
                  letter + PROGRESSIVE.get(0),
                  letter + PROGRESSIVE.get(1)));
    }
    return TheanoGeneratorConfig.KIND;
  }

  private static boolean isReleased(Map<String, Object> options) {
    return RELEASED.entrySet().stream()
        .allMatch(
            only ->
                !options.containsKey(only.getKey())
                    || Objects.equals(plain(options.get(only.getKey())), only.getValue()));
  }

  private static Object plain(Object value) {
    return value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue())
        ? (Object) number.intValue()
        : value;
  }

  /** Options under the names that the kinds have. */
  private static void keep(Map<String, Object> options, String kind, boolean generator) {
    boolean modeRecovery = kind.equals(ModeRecoveryGeneratorConfig.KIND);
    options.put(OptionMapper.KIND, kind);
    options.put("measure_wscale", true);
    if (!generator) {
      String standard = modeRecovery ? null : MinibatchAveraging.ALL.jsonName();
      Object averaging = options.getOrDefault("mbstat_avg", standard);
      options.put("mbstat_avg", averaging == null ? MinibatchAveraging.OFF.jsonName() : averaging);
      if (modeRecovery) {
        options.put("fmap_divisor", options.getOrDefault("X", 4));
        options.remove("X");
      }
    }
  }
}
