/** The networks of Progressive GAN, which grow by a resolution at a time (paper, table 2). */
package io.progan.core.network.progressive;
