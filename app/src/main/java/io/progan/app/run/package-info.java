/** What a training run is made of once its options are resolved: dataset, tables, plan. */
package io.progan.app.run;
